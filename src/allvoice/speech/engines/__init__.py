"""The engines behind the `Synthesizer` contract, one module each."""
