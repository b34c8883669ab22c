"""Fictional people for the demo data, with addresses in domains that are reserved for examples."""

import re
import unicodedata
from dataclasses import dataclass
from random import Random

_NAMES = (
    ("Amelia Charlotte Ella Grace Harry Isla Oliver Rory", "Barrow Clarke Ellis Fletcher Hughes Marsh Pritchard Reid"),
    ("Anke Birgit Jürgen Karsten Lukas Mareike Sönke Zoë", "Bäcker Groß Keller Köhler Möller Schäfer Vogt Weiß"),
    ("Aurélie Benoît Chloé Émile Gaëlle Hélène Jérôme Noé", "Bélanger Chevalier Dupré Garnier Lefèvre Mercier Roux"),
    ("Álvaro Ana Beatriz Íñigo José Lucía Nuria Rocío", "Castaño Domínguez Ibáñez Muñoz Peña Quintana Ruiz Vega"),
    ("Agnieszka Bartosz Kasia Łukasz Małgorzata Paweł Zofia", "Dąbrowska Górka Kowal Mazur Sikora Wójcik Zając"),
    ("Astrid Björn Elin Håkan Ingrid Jonas Saga Sören", "Åkesson Berg Dahlström Ekman Lindqvist Nyström Öberg"),
    ("Afonso Catarina Inês João Luísa Mateus Tomás", "Almeida Conceição Figueira Gonçalves Moura Serrão"),
    ("Alessia Davide Fabrizio Giulia Nicolò Ottavia", "Bianco Caruso De Santis Ferri Lombardi Rinaldi"),
    ("Aiko Haruto Kenji Mei Naoko Ren Sora Yuki", "Fujita Hayashi Kimura Mori Nakamura Ono Sato Ueda"),
    ("Ha-eun Ji-ho Min-seo Seo-yeon Tae-yang Yu-jin", "Bae Choi Han Jung Kang Lim Seo Yoon"),
    ("Anh Bảo Hạnh Linh Minh Ngọc Thảo Tuấn", "Đặng Hoàng Lê Ngô Nguyễn Phạm Trần Vũ"),
    ("Aditi Devika Farhan Ishaan Kavya Priya Rohan Zara", "Bhatt Chaudhary Iyer Kapoor Menon Qureshi Rao Sharma"),
    ("Amina Bilal Fatima Karim Layla Nadia Omar Yusuf", "Benali Darwish El Amrani Haddad Khoury Mansour Saleh"),
    ("Adaeze Chinedu Folake Ifeoma Kwame Nia Tunde Zuri", "Abara Boateng Eze Mensah Nwosu Okafor Owusu Sowande"),
    ("Ayşe Burak Çağla Emre Gülsüm İpek Oğuz Şule", "Arslan Bozkurt Çelik Demir Güneş Koç Öztürk Şahin"),
    ("Aroha Hemi Kiri Mānia Nikau Tāne Wiremu", "Heke Kāwhia Ngata Parata Rangi Tautahi Waitere"),
)
_COMPANIES = (
    "Harbour & Pine",
    "Lindqvist Optik",
    "Nakamura Print",
    "Casa Olivar",
    "Blue Kettle Coffee",
    "Okafor & Daughters",
    "Groß Gartenbau",
    "Atelier Mercier",
    "Northwind Cycles",
    "Peña Cerámica",
    "Saffron Table",
    "Tautahi Surf School",
    "Möller Messtechnik",
    "Koç Tekstil",
    "Paper Lantern Books",
    "Rinaldi Ascensori",
    "Little Fern Nursery",
    "Haddad Interiors",
    "Wójcik Okna",
    "Seventh Street Dental",
    "Ngô Bakery",
    "Granite Peak Outfitters",
)
_HOME_DOMAINS = ("example.com", "example.net", "example.org")
# Letters that Unicode does not decompose into a base letter and an accent.
_PLAIN = str.maketrans({"ß": "ss", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D"})


@dataclass(frozen=True, slots=True)
class Person:
    """A fictional person.

    Attributes:
        given_name: the first name.
        family_name: the last name.
        company: the employer, or empty.
    """

    given_name: str
    family_name: str
    company: str

    @property
    def address(self) -> str:
        """Return the main address: at work if there is a company, otherwise at home."""
        return self.address_at(f"{_slug(self.company, '-')}.example.com") if self.company else self.home_address

    @property
    def home_address(self) -> str:
        """Return the private address."""
        return self.address_at(_HOME_DOMAINS[len(self.given_name + self.family_name) % len(_HOME_DOMAINS)])

    def address_at(self, domain: str) -> str:
        """Return the address in a domain."""
        return f"{_slug(self.given_name, '')}.{_slug(self.family_name, '')}@{domain}"


def people(random: Random, count: int) -> list[Person]:
    """Return distinct people, in random order."""
    names = [
        (given_name, family_name)
        for given_names, family_names in _NAMES
        for given_name in given_names.split()
        for family_name in re.findall(r"(?:De |El )?\S+", family_names)
    ]
    return [
        Person(given_name, family_name, random.choice(_COMPANIES) if random.random() < 0.6 else "")
        for given_name, family_name in random.sample(names, count)
    ]


def _slug(text: str, gap: str) -> str:
    plain = unicodedata.normalize("NFKD", text.translate(_PLAIN)).encode("ascii", "ignore").decode()
    return gap.join(re.findall(r"[a-z0-9]+", plain.lower()))
