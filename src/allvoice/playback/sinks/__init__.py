"""Where sound goes: a device, a sound server, a file, or a clock alone."""
