"""Countries and their capitals by their English names: places for certain, and never a "he".

Source: the member and observer states of the United Nations with the usual short names, and some
others that news writes about. A capital or seat of government stands for its state; Brussels
does not, it mostly is the Union. What this module does not know: every other town and region.
"""

from rag.terms.words import fold

_COUNTRIES = (
    "Afghanistan, Albania, Algeria, Andorra, Angola, Argentina, Armenia, Australia, Austria,"
    " Azerbaijan, Bahamas, Bahrain, Bangladesh, Barbados, Belarus, Belgium, Belize, Benin,"
    " Bhutan, Bolivia, Bosnia, Botswana, Brazil, Britain, Brunei, Bulgaria, Burkina Faso,"
    " Burundi, Cambodia, Cameroon, Canada, Cape Verde, Chad, Chile, China, Colombia, Comoros,"
    " Congo, Costa Rica, Croatia, Cuba, Cyprus, Czechia, Czech Republic, Denmark, Djibouti,"
    " Dominica, Dominican Republic, Ecuador, Egypt, El Salvador, Emirates, England, Eritrea,"
    " Estonia, Eswatini, Ethiopia, Fiji, Finland, France, Gabon, Gambia, Georgia, Germany,"
    " Ghana, Greece, Grenada, Guatemala, Guinea, Guyana, Haiti, Honduras, Hong Kong, Hungary,"
    " Iceland, India, Indonesia, Iran, Iraq, Ireland, Israel, Italy, Ivory Coast, Jamaica,"
    " Japan, Kazakhstan, Kenya, Kiribati, Kosovo, Kuwait, Kyrgyzstan, Laos, Latvia, Lebanon,"
    " Lesotho, Liberia, Libya, Liechtenstein, Lithuania, Luxembourg, Madagascar, Malawi,"
    " Malaysia, Maldives, Mali, Malta, Mauritania, Mauritius, Mexico, Micronesia, Moldova,"
    " Monaco, Mongolia, Montenegro, Morocco, Mozambique, Myanmar, Namibia, Nauru, Nepal,"
    " Netherlands, New Zealand, Nicaragua, Niger, Nigeria, North Korea, North Macedonia, Norway,"
    " Oman, Pakistan, Palau, Palestine, Panama, Papua New Guinea, Paraguay, Peru, Philippines,"
    " Poland, Portugal, Qatar, Romania, Russia, Rwanda, Samoa, San Marino, Saudi Arabia,"
    " Scotland, Senegal, Serbia, Seychelles, Sierra Leone, Singapore, Slovakia, Slovenia,"
    " Solomon Islands, Somalia, South Africa, South Korea, South Sudan, Spain, Sri Lanka, Sudan,"
    " Suriname, Sweden, Switzerland, Syria, Taiwan, Tajikistan, Tanzania, Thailand, Timor-Leste,"
    " Togo, Tonga, Trinidad, Tunisia, Turkey, Türkiye, Turkmenistan, Tuvalu, Uganda, Ukraine,"
    " United Arab Emirates, United Kingdom, United States, Uruguay, Uzbekistan, Vanuatu,"
    " Vatican, Venezuela, Vietnam, Wales, Yemen, Zambia, Zimbabwe"
)
_CAPITALS = (
    "Abu Dhabi: United Arab Emirates, Abuja: Nigeria, Accra: Ghana, Addis Ababa: Ethiopia,"
    " Algiers: Algeria, Amman: Jordan, Amsterdam: Netherlands, Ankara: Turkey, Ashgabat:"
    " Turkmenistan, Astana: Kazakhstan, Athens: Greece, Baghdad: Iraq, Baku: Azerbaijan, Bangkok:"
    " Thailand, Beijing: China, Beirut: Lebanon, Belgrade: Serbia, Berlin: Germany, Bern:"
    " Switzerland, Bishkek: Kyrgyzstan, Bogota: Colombia, Brasilia: Brazil, Bratislava: Slovakia,"
    " Brussels: Brussels, Bucharest: Romania, Budapest: Hungary, Buenos Aires: Argentina, Cairo:"
    " Egypt, Canberra: Australia, Caracas: Venezuela, Chisinau: Moldova, Copenhagen: Denmark,"
    " Dakar: Senegal, Damascus: Syria, Delhi: India, Dhaka: Bangladesh, Doha: Qatar, Dublin:"
    " Ireland, Dushanbe: Tajikistan, Hanoi: Vietnam, Havana: Cuba, Helsinki: Finland, Islamabad:"
    " Pakistan, Jakarta: Indonesia, Jerusalem: Israel, Kabul: Afghanistan, Kampala: Uganda,"
    " Kathmandu: Nepal, Khartoum: Sudan, Kiev: Ukraine, Kigali: Rwanda, Kinshasa: Congo, Kyiv:"
    " Ukraine, Lima: Peru, Lisbon: Portugal, Ljubljana: Slovenia, London: Britain, Luanda: Angola,"
    " Madrid: Spain, Manila: Philippines, Mexico City: Mexico, Minsk: Belarus, Mogadishu: Somalia,"
    " Montevideo: Uruguay, Moscow: Russia, Muscat: Oman, Nairobi: Kenya, New Delhi: India, Oslo:"
    " Norway, Ottawa: Canada, Paris: France, Prague: Czechia, Pretoria: South Africa, Pyongyang:"
    " North Korea, Quito: Ecuador, Rabat: Morocco, Reykjavik: Iceland, Riga: Latvia, Riyadh: Saudi"
    " Arabia, Rome: Italy, Santiago: Chile, Sarajevo: Bosnia, Seoul: South Korea, Skopje: North"
    " Macedonia, Sofia: Bulgaria, Stockholm: Sweden, Taipei: Taiwan, Tallinn: Estonia, Tashkent:"
    " Uzbekistan, Tbilisi: Georgia, Tehran: Iran, Tirana: Albania, Tokyo: Japan, Tripoli: Libya,"
    " Tunis: Tunisia, Ulaanbaatar: Mongolia, Vienna: Austria, Vilnius: Lithuania, Warsaw: Poland,"
    " Washington: United States, Yerevan: Armenia, Zagreb: Croatia"
)
_SEATS = "Kremlin: Russia, White House: United States, Downing Street: Britain, Elysee: France"
_COUNTRY_OF = {
    fold(seat.strip()): fold(country.strip())
    for pair in f"{_CAPITALS}, {_SEATS}".split(",")
    for seat, country in [pair.split(":")]
} | {"turkiye": "turkey"}
_PLACES = {fold(name.strip()) for name in _COUNTRIES.split(",")} | {
    fold(pair.split(":")[0].strip()) for pair in _CAPITALS.split(",")
}


def is_place(name: str) -> bool:
    """Tell whether a name is that of a country or capital.

    >>> is_place("the Netherlands"), is_place("TÜRKİYE"), is_place("Tokayev")
    (True, True, False)
    """
    return fold(name).removeprefix("the ") in _PLACES


def same_state(name: str) -> frozenset[str]:
    """Return the folded names that news uses for the state of a country, capital or seat.

    >>> sorted(same_state("the Kremlin"))
    ['kremlin', 'moscow', 'russia']
    """
    asked = fold(name).removeprefix("the ")
    country = _COUNTRY_OF.get(asked, asked)
    return frozenset({asked, country, *(s for s, state in _COUNTRY_OF.items() if state == country)})
