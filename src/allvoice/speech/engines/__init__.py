"""The engines behind the `Synthesizer` contract, one module each.

However one of them is reached, what it loads is told first not to report home.
"""

from allvoice import offline

offline.switch_off()
