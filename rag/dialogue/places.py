"""Countries and their capitals by their English names: places for certain, and never a "he".

Source: the member and observer states of the United Nations with the usual short names, and some
others that news writes about. What this module does not know: every other town and region.
"""

from rag.words import fold

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
    "Abu Dhabi, Abuja, Accra, Addis Ababa, Algiers, Amman, Amsterdam, Ankara, Ashgabat, Astana,"
    " Athens, Baghdad, Baku, Bangkok, Beijing, Beirut, Belgrade, Berlin, Bern, Bishkek, Bogota,"
    " Brasilia, Bratislava, Brussels, Bucharest, Budapest, Buenos Aires, Cairo, Canberra,"
    " Caracas, Chisinau, Copenhagen, Dakar, Damascus, Delhi, Dhaka, Doha, Dublin, Dushanbe,"
    " Hanoi, Havana, Helsinki, Islamabad, Jakarta, Jerusalem, Kabul, Kampala, Kathmandu,"
    " Khartoum, Kiev, Kigali, Kinshasa, Kyiv, Lima, Lisbon, Ljubljana, London, Luanda, Madrid,"
    " Manila, Mexico City, Minsk, Mogadishu, Montevideo, Moscow, Muscat, Nairobi, New Delhi,"
    " Oslo, Ottawa, Paris, Prague, Pretoria, Pyongyang, Quito, Rabat, Reykjavik, Riga, Riyadh,"
    " Rome, Santiago, Sarajevo, Seoul, Skopje, Sofia, Stockholm, Taipei, Tallinn, Tashkent,"
    " Tbilisi, Tehran, Tirana, Tokyo, Tripoli, Tunis, Ulaanbaatar, Vienna, Vilnius, Warsaw,"
    " Washington, Yerevan, Zagreb"
)
_PLACES = frozenset(fold(name.strip()) for name in f"{_COUNTRIES}, {_CAPITALS}".split(","))


def is_place(name: str) -> bool:
    """Tell whether a name is that of a country or capital.

    >>> is_place("the Netherlands"), is_place("TÜRKİYE"), is_place("Tokayev")
    (True, True, False)
    """
    return fold(name).removeprefix("the ") in _PLACES
