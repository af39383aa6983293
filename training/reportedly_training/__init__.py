"""From gold data to the model that `reportedly` reads with."""
