"""How facts are told: sentence plans per reading level, phrases, and the measure of how easy they read."""
