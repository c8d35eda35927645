"""The pure core of Conseillers-Entreprises: needs, routing rules, positions and their life cycle."""
