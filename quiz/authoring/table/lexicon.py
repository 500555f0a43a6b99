"""Words of headings: names of things, units, abbreviations, and the words of other languages."""

NAME_WORDS = frozenset("name title label item".split())

THINGS = frozenset(
    "person president minister monarch king queen ruler leader governor senator politician winner laureate "
    "champion athlete player driver rider coach manager actor actress singer artist band musician composer "
    "author writer poet director painter architect scientist inventor mathematician philosopher astronaut "
    "saint pope emperor pharaoh character hero heroine villain god goddess "
    "film movie series show episode song album book novel poem play opera painting sculpture "
    "game videogame "
    "company brand product organization organisation university school college museum newspaper magazine "
    "airline club team league party "
    "planet moon star constellation galaxy asteroid comet element compound mineral rock gem metal isotope "
    "animal species plant tree flower fruit vegetable bird fish insect dinosaur dog cat horse "
    "breed pokemon "
    "pokémon disease drug vitamin bone organ food dish cheese wine beer cocktail spice candy "
    "war battle treaty law act crime disaster earthquake storm hurricane eruption event election "
    "car vehicle model ship aircraft airplane plane locomotive rocket mission spacecraft satellite bridge "
    "building tower skyscraper castle palace church cathedral temple monument statue stadium circuit track "
    "airport station port harbour harbor dam tunnel canal road "
    "river lake sea ocean mountain peak volcano glacier desert island forest park waterfall cave "
    "language alphabet currency religion instrument invention licence license bot chatbot asset "
    "cryptocurrency "
    "competitor security".split()
)
"""Nouns for what a row may be about."""

PLACES = frozenset(
    "country nation state province county region district municipality commune city town village capital "
    "continent territory".split()
)
"""Nouns for what a row may be about, which often describe something else."""

LOCATED = frozenset(
    "volcano mountain peak river lake island airport station stadium circuit track museum "
    "university school "
    "college building tower skyscraper castle palace church cathedral temple monument statue "
    "bridge dam harbour "
    "harbor port city town village waterfall park canal tunnel desert glacier cave".split()
)
"""Nouns for what lies in a place, so that one can ask in which."""

PERSON_SIGNS = frozenset(
    "birth born birthday birthdate birthplace nationality gender sex age spouse married father "
    "mother died death "
    "forename surname".split()
)
"""Words of headings that only a table of people has."""

IDENTIFIERS = frozenset(
    "id ids uid uuid guid ref url uri urls link links href website homepage site web key keys "
    "index idx slug "
    "code codes isbn issn doi hash checksum image images icon logo picture photo thumbnail "
    "video audio file "
    "filename path email phone telephone fax zip postcode postal iso iata icao cas wikidata wikipedia "
    "latitude longitude lat lng lon latlng coordinates coord geometry coords x y xpos ypos "
    "wxpos wypos".split()
)
"""Last words of headings whose columns are not worth asking."""

POSITIONS = frozenset(
    "latitude longitude lat lng lon latlng coordinates coord coords geometry x y xpos ypos wxpos "
    "wypos".split()
)
"""Last words of headings whose columns say where something is on a map or a drawing."""

QUANTITIES = frozenset(
    "population area height length width depth weight mass size elevation altitude age duration "
    "distance speed "
    "price cost budget gross revenue profit sales salary income gdp capacity seats floors storeys "
    "stories turns "
    "laps episodes seasons pages goals points wins medals gold silver bronze titles championships "
    "podiums matches "
    "games caps temperature density melt boil melting boiling period group generation order rank "
    "round calories "
    "alcohol employees students members moons radius diameter magnitude horsepower cylinders displacement "
    "runtime years days hours minutes gravity number grade storey floor lap "
    "turn legs wheels "
    "strings players teams stations islands passengers crew victories losses draws appearances".split()
)
"""Words of headings for numbers that people ask for."""

REMARKS = frozenset(
    "note notes comment comments remark remarks description summary text abstract details bio biography "
    "caption attribution source sources reference references citation".split()
)

FAME = frozenset(
    "rating ratings vote votes popularity score scores likes views followers clicks downloads ranking "
    "timestamp updated modified accessed".split()
)
"""Words of headings whose values change from day to day."""

SERIALS = frozenset(
    ("", "no", "nr", "number", "#", "index", "rank", "position", "row", "sr", "serial", "count")
)

LANGUAGES = frozenset(
    "english french german spanish italian portuguese dutch russian chinese japanese korean "
    "arabic native local "
    "swedish danish norwegian finnish polish czech slovak hungarian greek turkish hebrew hindi "
    "persian urdu thai "
    "vietnamese en fr de es it pt nl ru zh ja ko ar".split()
)

ABBREVIATIONS = {
    "no": "number",
    "num": "number",
    "nr": "number",
    "elev": "elevation",
    "pop": "population",
    "avg": "average",
    "max": "maximum",
    "min": "minimum",
    "dob": "date of birth",
    "dod": "date of death",
    "yr": "year",
    "yrs": "years",
    "temp": "temperature",
    "qty": "quantity",
    "dist": "distance",
    "hq": "headquarters",
    "univ": "university",
    "govt": "government",
    "dept": "department",
    "intl": "international",
    "orig": "original",
    "pres": "president",
    "mfr": "manufacturer",
    "org": "organization",
    "loc": "location",
    "abbr": "abbreviation",
    "abbrev": "abbreviation",
    "desc": "description",
    "cat": "category",
    "alt": "alternative",
    "atk": "attack",
    "def": "defense",
    "sp": "special",
    "spd": "speed",
    "hp": "hit points",
    "abv": "alcohol content",
    "gp": "grand prix",
    "gps": "grands prix",
    "bpm": "beats per minute",
    "mpg": "miles per gallon",
    "lat": "latitude",
    "lng": "longitude",
    "lon": "longitude",
}

PROPER = {
    word.casefold(): word
    for word in (
        "GDP TV DVD US USA UK EU UN IQ DNA RNA BMI BC AD PhD FIFA UEFA NBA NFL NHL MLB NASA ESA "
        "IMDB MPAA FDA "
        "Wikipedia Wikidata Nobel Olympic Olympics Oscar Oscars Grammy Emmy European American "
        "British English "
        "French German Spanish Italian Russian Chinese Japanese Indian African Asian Christian "
        "Latin Greek Roman "
        "Bible January February March April June July August September October November December Earth Sun"
    ).split()
}
"""Words with capitals in a sentence, and abbreviations that everyone knows."""

UNITS = frozenset(
    "km m cm mm mi ft in yd miles feet metres meters kilometres kilometers inches km² km2 m² sq "
    "km sq mi ha acres "
    "kg g mg t lb lbs tons tonnes pounds ounces oz l ml litres liters gallons °c °f c f k "
    "kelvin celsius fahrenheit "
    "s sec secs seconds min mins minutes h hrs hours days months years km/h kph mph m/s % "
    "percent per cent $ us$ usd "
    "eur € £ gbp millions billions thousands million billion thousand hpa mw gw kw hp cc v w j "
    "kj hz mhz ghz mb gb "
    "tb kb au ly light-years g/mol g/cm³ g/cm3 kj/mol".split()
) | {"sq km", "sq mi", "us dollars", "light years", "per cent", "square kilometres", "square miles"}
UNITS_AFTER_WORDS = frozenset("km kg cm mm mph km² km2 lbs ft mw gw".split())

ENGLISH = (
    NAME_WORDS
    | THINGS
    | PLACES
    | PERSON_SIGNS
    | IDENTIFIERS
    | REMARKS
    | FAME
    | frozenset(
        "year date number type category population area height length width depth weight mass "
        "size symbol color "
        "colour genre start end founded established released release opened built place "
        "location first last "
        "total count rank period group class status price cost distance speed discovered discoverer".split()
    )
)

FOREIGN = frozenset(
    "land länder hauptstadt einwohner fläche stadt ort jahr datum vorname nachname geburtsdatum gestorben "
    "höhe länge breite gewicht farbe künstler regisseur verfasser titel bezeichnung beschreibung anzahl "
    "währung sprache sprachen kontinent bundesland fluss berg see tier pflanze verein gründung gegründet "
    "pays capitale ville année nom titre réalisateur auteur naissance superficie hauteur longueur "
    "monnaie langue fleuve montagne couleur prénom département "
    "país ciudad año nombre título autor fecha nacimiento población altura moneda "
    "idioma río montaña equipo jugador provincia película "
    "paese città anno nome titolo autore regista popolazione altezza lingua fiume montagna squadra regione "
    "cidade ano título população moeda língua rio jogador "
    "hoofdstad stad jaar naam titel schrijver inwoners oppervlakte hoogte munt taal rivier "
    "huvudstad år namn folkmängd hovedstad navn pääkaupunki nimi vuosi "
    "stolica kraj rok nazwa miasto ludność hlavní město země başkent ülke şehir yıl ad főváros "
    "ország".split()
)

KNOWN = (
    ENGLISH
    | FOREIGN
    | frozenset(
        "страна столица город год имя название фильм автор дата население площадь 国家 首都 城市 年 名称 "
        "名字 国 "
        "都市 名前 国名 나라 수도 도시 이름 الدولة العاصمة البلد המדינה בירה χώρα πρωτεύουσα država "
        "glavni".split()
    )
)
"""Usual headings."""
