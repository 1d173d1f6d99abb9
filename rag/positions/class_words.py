"""The words of the classes that a question can ask for one of: sports, parties, languages, ranks.

Each entry is a pattern, after "=" what it is compared as where that is another word: a "golfer"
plays "golf". What this module does not know: everything; the classes are open at their ends, and
a word that is not here is not seen.
"""

SPORTS = (
    "(?:american |association |australian |gaelic |rules )*football(?:er|ers)?;soccer=football"
    ";basketball;baseball;softball;cricket(?:er)?=cricket;rugby(?: league| union)?"
    ";(?:ice |field )?hockey;tennis;golf(?:er)?=golf;volleyball;handball;box(?:ing|er)=boxing"
    ";wrestl(?:ing|er)=wrestling;swim(?:ming|mer)=swimming;cycl(?:ing|ist)=cycling"
    ";row(?:ing|er)=rowing;sailing;ski(?:ing|er)=skiing;snowboard(?:ing|er)=snowboarding;biathlon"
    ";(?:figure |speed )?skat(?:ing|er)=skating;gymnast(?:ics)?=gymnastics;fenc(?:ing|er)=fencing"
    ";judo;karate;taekwondo;badminton;table tennis;squash;chess;darts;snooker;lacrosse;netball"
    ";polo;triathl(?:on|ete)=triathlon;surf(?:ing|er)=surfing;archery;weightlift(?:ing|er)"
    ";curling;bobsleigh;luge;motorsports?;formula one;horse racing;futsal;kickboxing"
    ";mixed martial arts;sumo;hurling;athletics;track and field=athletics"
    ";(?:middle|long)-distance run(?:ning|ner)=athletics;sprinter=athletics;marathon=athletics"
    ";nfl=football;nba=basketball;nhl=hockey;afl=football"
)
PROFESSIONS = (
    "accountant;act(?:or|ress)=actor;activist;admiral;ambassador;anthropologist;archaeologist"
    ";architect;artist;astronaut;astronomer;athlete;attorney=lawyer;author=writer;banker"
    ";bassist=musician;biologist;bishop;botanist;boxer;broadcaster;businessman=entrepreneur"
    ";businesswoman=entrepreneur;entrepreneur;cartoonist;chef;chemist;choreographer;clergyman"
    ";coach;comedian;composer;conductor;cricketer;critic;cyclist;dancer;dentist;designer"
    ";diplomat;director;doctor=physician;drummer=musician;economist;editor;engineer;explorer"
    ";farmer;film-?maker;\\w+(?:baller| player);geographer;geologist;golfer"
    ";guitarist=musician;gymnast;historian;illustrator;inventor;journalist;judge;lawyer"
    ";librarian;linguist;magician;manager;mathematician;mechanic;merchant;meteorologist"
    ";missionary;model;musician;novelist=writer;nurse;(?:army |naval |police |military )officer"
    ";painter;philosopher;photographer;physician;physicist;pianist=musician;pilot"
    ";playwright=writer;poet=writer;politician;political scientist;pope;presenter"
    ";priest;producer;professor;psychologist;psychiatrist;publisher;racing driver;rapper=musician"
    ";rugby player;runner;sailor;scientist;screenwriter=writer;sculptor;singer=musician"
    ";singer-songwriter=musician;skater;skier;sociologist;soldier;songwriter=musician;sprinter"
    ";surgeon;surveyor;swimmer;teacher;instructor=teacher;tennis player;theologian;translator"
    ";violinist=musician;wrestler;writer;zoologist"
)
PARTIES = (
    "Republicans?=republican;Democrat(?:ic|s)?=democrat;Labou?r=labour;Conservatives?=conservative"
    ";Tor(?:y|ies)=conservative;Liberals?=liberal;Greens?=green;Social Democrat(?:ic|s)?"
    ";Christian Democrat(?:ic|s)?;Socialists?=socialist;Communists?=communist;Whigs?=whig"
    ";Federalists?=federalist;Libertarians?=libertarian;Populists?=populist"
    ";(?:[A-ZÀ-Þ][\\w-]+ )+Party;Party of(?: the)?(?: [A-ZÀ-Þ][\\w-]+)+"
)
"""These are looked for as they are written: who is liberal is not always a Liberal."""
LANGUAGES = (
    "albanian;amharic;arabic;armenian;assamese;azerbaijani;basque;belarusian;bengali;bosnian"
    ";bulgarian;burmese;cantonese;catalan;chinese;croatian;czech;danish;dutch;english;estonian"
    ";finnish;flemish;french;georgian;german;greek;gujarati;hausa;hebrew;hindi;hungarian"
    ";icelandic;indonesian;irish;italian;japanese;kannada;kazakh;khmer;korean;kurdish;kyrgyz"
    ";latin;latvian;lithuanian;macedonian;malay;malayalam;maltese;mandarin=chinese;marathi"
    ";mongolian;nepali;norwegian;odia;pashto;persian;farsi=persian;polish;portuguese;punjabi"
    ";romanian;russian;sanskrit;serbian;sinhala;slovak;slovenian;somali;spanish;swahili;swedish"
    ";tagalog;tajik;tamil;tatar;telugu;thai;tibetan;turkish;turkmen;ukrainian;urdu;uyghur;uzbek"
    ";vietnamese;welsh;yiddish"
)
PEOPLES = (
    "afghan;algerian;american;argentin(?:e|ian)=argentine;australian;austrian;bangladeshi;belgian"
    ";bolivian;brazilian;british;bruneian;cameroonian;canadian;chilean;colombian;congolese;cuban"
    ";cypriot;ecuadorian;egyptian;emirati;english=british;eritrean;ethiopian;filipino;ghanaian"
    ";haitian;indian;iranian;iraqi;israeli;jamaican;jordanian;kenyan;kuwaiti;lebanese;liberian"
    ";libyan;malaysian;mexican;moldovan;moroccan;new zealander;nigerian;north korean;pakistani"
    ";palestinian;panamanian;paraguayan;peruvian;qatari;rwandan;saudi;scottish=british;senegalese"
    ";singaporean;south african;south korean;sri lankan;sudanese;swiss;syrian;taiwanese;tanzanian"
    ";tunisian;ugandan;uruguayan;venezuelan;yemeni;zambian;zimbabwean"
)
GENRES = (
    "rock;pop;jazz;blues;country;folk;hip[- ]hop;rap;metal;punk;electronic;techno;soul;funk;reggae"
    ";classical;r&b;gospel;disco;ska;comed(?:y|ies)=comedy;drama;thriller;horror;western;romance"
    ";romantic;fantasy;science fiction;sci-fi=science fiction;crime;mystery;adventure;animat(?:ed"
    "|ion)=animation;documentary;satire;biograph(?:y|ical)=biography;opera;poetry"
)
MEDIA = (
    "film;movie=film;novel;play;album;song;single;telenovela=television;television"
    ";(?:television|tv) (?:series|show|drama)=television;opera;musical;comics?=comic;manga;anime"
    ";video game;board game"
    ";poem=poetry;poetry;painting;sculpture;magazine;newspaper;radio;documentary=film"
)
RANKS = (
    "(?:lieutenant |major |brigadier |colonel )?general;generalmajor=major general;field marshal"
    ";(?:lieutenant )?colonel;(?:rear |vice )?admiral;major;captain;commander;lieutenant;sergeant"
    ";corporal;private;brigadier"
)
RELIGIONS = (
    "(?:roman )?catholic(?:ism)?;protestant(?:ism)?;anglican;lutheran;baptist;methodist;orthodox"
    ";muslim=islam;islam;sunni;shia;jewish=judaism;judaism;hindu(?:ism)?=hindu"
    ";buddhis[tm]=buddhism;sikh(?:ism)?=sikh;jain(?:ism)?=jain;atheis[tm]=atheism;taois[tm]=taoism"
)
INSTRUMENTS = (
    "piano;pianist=piano;violin(?:ist)?=violin;viola;cell(?:o|ist)=cello;guitar(?:ist)?=guitar"
    ";bass(?:ist)?=bass;drum(?:s|mer)=drums;flut(?:e|ist)=flute;clarinet(?:ist)?=clarinet"
    ";saxophon(?:e|ist)=saxophone;trumpet(?:er)?=trumpet;trombon(?:e|ist)=trombone"
    ";organ(?:ist)?=organ;harp(?:ist)?=harp;accordion(?:ist)?=accordion;sitar;oboe;bassoon;horn"
)
