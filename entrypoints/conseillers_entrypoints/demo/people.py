"""The people of the demonstration country: names as in France, each with an address of their own."""

import unicodedata
from random import Random
from typing import Final

FIRST_NAMES: Final = tuple(
    """
    Adèle Agathe Aïcha Alain Albane Alexis Alice Amandine Amina Anaïs André Anne-Laure Anthony Antoine
    Arnaud Assia Audrey Aurélie Axel Baptiste Béatrice Benoît Bérénice Brigitte Bruno Camille Carine
    Catherine Cécile Cédric Chantal Charlotte Chloé Christophe Claire Clément Clémence Corinne Cyril Damien
    David Delphine Denis Didier Djamila Dominique Élise Éloïse Emmanuel Éric Estelle Étienne Eva Fabien
    Farida Fatou Florence Florian Franck François Françoise Frédéric Gaël Gaëlle Geoffroy Gérard Guillaume
    Gwenaëlle Hakim Hélène Henri Hervé Hugo Inès Ingrid Isabelle Ismaël Jacques Jean-Baptiste Jean-Luc
    Jeanne Jérémy Joachim Joëlle Johanna Jordan Joséphine Juliette Julien Kader Karim Karine Kévin Laëtitia
    Laurence Laurent Léa Léo Lucie Lucas Ludivine Maëlle Magali Malik Manon Marc Marguerite Marie-Ange
    Marion Mathilde Maxime Mehdi Mélanie Michel Mireille Mohamed Morgane Myriam Nadia Nathalie Nicolas Noé
    Noémie Odile Olivier Ophélie Pascal Patricia Paul Pauline Philippe Pierre Quentin Rachid Raphaël Régine
    Rémi Robin Roxane Sabrina Salomé Samir Sandrine Sarah Sébastien Sélim Simon Solène Sophie Soraya
    Stéphane Sylvain Tanguy Théo Thierry Thomas Valentin Valérie Véronique Victor Vincent Virginie Wassim
    Xavier Yann Yasmine Yoann Youssef Yves Zoé
    """.split()  # noqa: SIM905 - a paragraph of names reads better than a list of them
)

LAST_NAMES: Final = tuple(
    """
    Abadie Alvarez André Aubert Aubry Bailly Barbier Baron Barre Barry Bazin Belkacem Benali Benoist Berger
    Bernard Berthier Besson Bianchi Blanchard Boissier Bonnet Bouchet Boucher Boulanger Bourdin Boyer Brun
    Brunet Caillaud Camara Carlier Caron Carpentier Castaing Cazenave Chabert Charpentier Chauvin Chevalier
    Cissé Clerc Colas Collet Colin Cordier Cottin Coulibaly Courtois Cousin Da-Silva Dang Daniel Delattre
    Delmas Deschamps Diallo Didier Diop Dubois Duchêne Dufour Dumas Dumont Dupin Dupuy Durand Duval Étienne
    Evrard Fabre Faure Fernandez Ferrand Fleury Fontaine Fournier Gaillard Garcia Garnier Gauthier Gérard
    Germain Gilbert Girard Gomez Gonçalves Grondin Guérin Guichard Guillot Hamadi Hamel Haddad Hébert Henry
    Hoarau Hoffmann Huet Imbert Jacob Jacquet Joly Josse Julien Kaddour Keita Kieffer Klein Lacombe Lafon
    Lagarde Lambert Lamy Langlois Laporte Larrieu Laurent Lebrun Leclerc Le-Gall Le-Goff Lefèvre Léger
    Lemaire Lemoine Leroux Lesage Lopez Louis Mahé Maillard Mallet Marchand Maréchal Marie Martel Martinez
    Marty Masson Mathieu Maurin Mercier Meunier Meyer Michaud Millet Monnier Morel Moreno Moreau Morin
    Moulin Muller Navarro Nguyen Nicolas Noël Olivier Ollivier Ouedraogo Pages Paris Pascal Payet Pelletier
    Peltier Pereira Perrin Perrot Petit Philippe Picard Pichon Pinel Poirier Pons Poulain Prévost Pruvost
    Rahmani Raymond Renard Renaud Rey Ribeiro Richard Rivière Robin Roche Rodriguez Rolland Rousseau
    Roussel Roux Roy Sabatier Saïdi Sanchez Santos Schmitt Sauvage Schneider Simon Soulier Tanguy Tessier
    Texier Thibault Thomas Tisserand Torres Toussaint Traoré Tran Vacher Vallée Vasseur Verdier Vernet
    Vidal Vigneron Vincent Voisin Weber Yilmaz Zidani
    """.split()  # noqa: SIM905 - a paragraph of names reads better than a list of them
)


def plain(text: str) -> str:
    """A name as it stands in an address: ASCII, lower case, no space (`Anaïs Da Silva` → `anaisdasilva`)."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "".join(character for character in folded.lower() if character.isalnum() or character == "-")


class Addresses:
    """The professional addresses already given; a namesake gets a number."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def of(self, first_name: str, last_name: str, domain: str) -> str:
        """`prenom.nom@domain`, then `prenom.nom2@domain`."""
        local = f"{plain(first_name)}.{plain(last_name)}"
        rank = self._given[f"{local}@{domain}"] = self._given.get(f"{local}@{domain}", 0) + 1
        return f"{local}{rank if rank > 1 else ''}@{domain}"


def somebody(random: Random) -> tuple[str, str]:
    """A first name and a last name."""
    return random.choice(FIRST_NAMES), random.choice(LAST_NAMES).replace("-", " ")
