"""The trades of the demonstration's companies: activity, registers, skills operator, words of a name."""

from typing import Final

from attrs import frozen

COMMERCIAL: Final = ("COMMERCIALE",)
CRAFT: Final = ("ARTISANALE",)
REGULATED_CRAFT: Final = ("ARTISANALE_REGLEMENTEE",)
LIBERAL: Final = ("LIBERALE_NON_REGLEMENTEE",)
REGULATED_LIBERAL: Final = ("LIBERALE_REGLEMENTEE",)
AGRICULTURAL: Final = ("ACTIF_AGRICOLE",)
SELF_EMPLOYED: Final = ("INDEPENDANTE",)
PROPERTY: Final = ("GESTION_DE_BIENS",)
AGENT: Final = ("AGENT_COMMERCIAL",)


@frozen
class Trade:
    """What companies of one trade have in common; `share`: how many of them there are, roughly."""

    naf: str
    sign: str
    natures: tuple[str, ...]
    opco: str
    share: int = 2
    nafa: str | None = None


TRADES: Final = (
    Trade("10.71C", "Boulangerie", (*CRAFT, *COMMERCIAL), "opco-proximite", 6, "1071CC"),
    Trade("10.13B", "Charcuterie", CRAFT, "opco-proximite", 2, "1013BC"),
    Trade("56.10A", "Restaurant", COMMERCIAL, "opco-hotellerie", 7),
    Trade("56.30Z", "Café", COMMERCIAL, "opco-hotellerie", 3),
    Trade("55.10Z", "Hôtel", COMMERCIAL, "opco-hotellerie", 2),
    Trade("47.11B", "Épicerie", COMMERCIAL, "opco-commerce", 4),
    Trade("47.71Z", "Boutique", COMMERCIAL, "opco-commerce", 5),
    Trade("47.24Z", "Fromagerie", COMMERCIAL, "opco-commerce", 2),
    Trade("47.61Z", "Librairie", COMMERCIAL, "opco-commerce", 2),
    Trade("46.19B", "Négoce", AGENT, "opco-commerce", 2),
    Trade("43.21A", "Électricité", CRAFT, "opco-batiment", 4, "4321AA"),
    Trade("43.22A", "Plomberie", CRAFT, "opco-batiment", 4, "4322AA"),
    Trade("43.99C", "Maçonnerie", CRAFT, "opco-batiment", 5, "4399CB"),
    Trade("43.32A", "Menuiserie", CRAFT, "opco-batiment", 4, "4332AA"),
    Trade("43.91B", "Couverture", CRAFT, "opco-batiment", 2, "4391BZ"),
    Trade("96.02A", "Coiffure", REGULATED_CRAFT, "opco-proximite", 4, "9602AA"),
    Trade("45.20A", "Garage", REGULATED_CRAFT, "opco-transport", 4, "4520AA"),
    Trade("49.32Z", "Taxis", CRAFT, "opco-transport", 2, "4932ZZ"),
    Trade("49.41B", "Transports", COMMERCIAL, "opco-transport", 3),
    Trade("25.62B", "Mécanique", (*CRAFT, *COMMERCIAL), "opco-industrie", 3, "2562BA"),
    Trade("22.29A", "Plasturgie", COMMERCIAL, "opco-industrie", 2),
    Trade("10.39B", "Conserverie", COMMERCIAL, "opco-industrie", 2),
    Trade("13.20Z", "Tissages", COMMERCIAL, "opco-industrie", 1),
    Trade("28.99B", "Machines", COMMERCIAL, "opco-industrie", 1),
    Trade("62.01Z", "Logiciels", COMMERCIAL, "opco-conseil", 4),
    Trade("62.02A", "Systèmes", COMMERCIAL, "opco-conseil", 3),
    Trade("70.22Z", "Conseil", LIBERAL, "opco-conseil", 4),
    Trade("69.20Z", "Comptabilité", REGULATED_LIBERAL, "opco-conseil", 2),
    Trade("71.11Z", "Architecture", REGULATED_LIBERAL, "opco-proximite", 2),
    Trade("71.12B", "Études", LIBERAL, "opco-conseil", 3),
    Trade("86.90E", "Kinésithérapie", REGULATED_LIBERAL, "opco-sante", 2),
    Trade("47.73Z", "Pharmacie", REGULATED_LIBERAL, "opco-proximite", 2),
    Trade("88.10A", "Aide à domicile", COMMERCIAL, "opco-sante", 2),
    Trade("85.53Z", "Auto-école", COMMERCIAL, "opco-proximite", 1),
    Trade("81.21Z", "Propreté", COMMERCIAL, "opco-commerce", 3),
    Trade("81.30Z", "Jardins", CRAFT, "opco-agriculture", 3, "8130ZZ"),
    Trade("01.13Z", "Maraîchage", AGRICULTURAL, "opco-agriculture", 3),
    Trade("01.21Z", "Domaine", AGRICULTURAL, "opco-agriculture", 2),
    Trade("90.01Z", "Compagnie", SELF_EMPLOYED, "opco-creation", 2),
    Trade("74.20Z", "Photographie", SELF_EMPLOYED, "opco-creation", 2),
    Trade("59.11B", "Images", COMMERCIAL, "opco-creation", 1),
    Trade("68.20B", "Foncière", PROPERTY, "opco-commerce", 2),
)

NAMES: Final = tuple(
    """
    Amandier Ancre Arbousier Ardoise Aubépine Balise Bastide Bleuet Boussole Bruyère Cèdre Châtaigne
    Chouette Cigale Cigogne Comète Coquelicot Cormoran Dune Écluse Églantier Épi Érable Étoile Falaise
    Figuier Fontaine Fougère Galet Garrigue Genêt Girouette Glycine Grillon Hirondelle Horizon Houle Lagune
    Lavande Lézard Lièvre Lilas Loutre Lune Marée Mélèze Mésange Mimosa Mirabelle Moulin Myrtille Noisetier
    Olivier Orchidée Pélican Phare Pinède Platane Prairie Quai Rivage Romarin Safran Sillon Source Tilleul
    Tournesol Tramontane Verger Vigie
    """.split()  # noqa: SIM905 - a paragraph of names reads better than a list of them
)
"""What a sign adds to its trade: « Boulangerie Coquelicot »."""

STREETS: Final = (
    "rue de la Démonstration",
    "place du Marché fictif",
    "avenue de l’Exemple",
    "chemin des Essais",
    "zone d’activité de l’Échantillon",
)
