"""The files of the model; `reportedly` reads them from here."""
