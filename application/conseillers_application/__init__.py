"""The use cases of Conseillers-Entreprises, one verb a module, and the ports they need."""
