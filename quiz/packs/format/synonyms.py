"""The words that other quiz formats and other languages use for the fields of a pack."""

from typing import NamedTuple


class Concept(NamedTuple):
    """The meaning of a field, with the fields that may have it and the words that other formats use."""

    fields: tuple[str, ...]
    words: frozenset[str]
    absence: str | None = None
    """The thing in the plural, if packs have no field for it."""


def _concept(fields: str, words: str, absence: str | None = None) -> Concept:
    return Concept(tuple(fields.split()), frozenset(words.split()), absence)


ANSWER = _concept(
    "right",
    "right answer correct correct-answer correct-answers correct-option right-answer rightanswer "
    "correctanswer solution solutions key back response result antwort richtig richtige "
    "richtige-antwort lösung loesung respuesta respuesta-correcta correcta réponse reponse "
    "bonne-réponse bonne-reponse correcte risposta risposta-corretta corretta resposta resposta-correta "
    "correta antwoord juist svar rätt odpowiedź odpowiedz ответ правильный-ответ відповідь cevap 答案 答え "
    "正解",
)
"""The right answer; in a fact, it is the mark in the sentence."""

OPTIONS = _concept(
    "wrong",
    "options option choices choice answers all-answers alternatives antworten antwortmöglichkeiten "
    "optionen auswahl opciones respuestas alternativas choix réponses reponses propositions opzioni "
    "risposte opções opcoes respostas opties antwoorden alternativ svarsalternativ odpowiedzi варианты "
    "ответы 选项 選択肢",
)
"""All answers, or the other ones."""

CONCEPTS = (
    ANSWER,
    OPTIONS,
    _concept(
        "question ask questions",
        "question questions ask prompt q query stem front questiontext question-text frage fragen fragetext "
        "pregunta preguntas enunciado domanda domande vraag vragen pergunta perguntas fråga spørgsmål "
        "kysymys pytanie вопрос вопросы питання soru 问题 問題 質問",
    ),
    _concept(
        "fact statement facts",
        "fact sentence statement text content body claim-text satz aussage fakt fakten tatsache hecho "
        "hechos frase afirmación fait faits phrase affirmation énoncé fatto fatti frase-vera zin feit "
        "feiten fato fatos факт факты 事实",
    ),
    _concept(
        "wrong",
        "wrong incorrect incorrects wrong-answer wrong-answers wronganswers incorrect-answer "
        "incorrect-answers incorrectanswers incorrect-options false-answers distractor distractors decoy "
        "decoys lures falsch falsche falsche-antworten falschantworten incorrecta incorrectas falsas fausse "
        "fausses mauvaises-réponses mauvaises incorrectes sbagliate errate fout foute erradas incorretas "
        "fel felaktiga błędne неправильные неверные 错误 誤答",
    ),
    _concept(
        "because more",
        "because explanation explain explanations rationale reason why feedback general-feedback "
        "justification comment-after erklärung erklaerung begründung begruendung erläuterung explicación "
        "explicacion razón motivo explication justification-réponse spiegazione motivazione uitleg "
        "toelichting explicação explicacao förklaring wyjaśnienie объяснение пояснение 解释 解説 more extra "
        "info information detail details trivia fun-fact funfact background",
    ),
    _concept(
        "cite sources",
        "cite source sources citation citations cites cited ref refs reference references bibliography "
        "quelle quellen beleg nachweis fuente fuentes cita référence références fonte fonti bron bronnen "
        "källa źródło источник источники 来源 出典",
    ),
    _concept(
        "category",
        "category topic subject theme section chapter group tag area kategorie thema bereich categoría tema "
        "catégorie catégories thème sujet categoria categorie onderwerp kategori kategoria категория тема "
        "类别 分类 カテゴリ",
    ),
    _concept("categories category", "categories tags topics subjects themes groups kategorien themen"),
    _concept(
        "difficulty",
        "difficulty level hardness grade schwierigkeit schwierigkeitsgrad stufe dificultad nivel difficulté "
        "niveau difficoltà livello moeilijkheid dificuldade svårighet сложность 难度 難易度",
    ),
    _concept("type", "type sort answer-type value-type typ tipo genre soort тип"),
    _concept("accept", "accept accepts accepted alias aliases synonym synonyms spelling spellings variants"),
    _concept("also", "also other-answers further-answers also-right also-correct"),
    _concept("as-of date", "as-of date dated when asof as-at accessed stand datum fecha published year"),
    _concept(
        "note", "note notes remark remarks comment comments todo notiz anmerkung bemerkung nota kommentar"
    ),
    _concept("each", "each items item values value list members elements entries werte einträge valores"),
    _concept("rows", "rows row data csv table cells records zeilen daten filas lignes"),
    _concept("columns", "columns column cols headers header headings spalten columnas colonnes"),
    _concept("questions", "quizzes cards flashcards results tasks exercises aufgaben quiz"),
    _concept("true", "true truth is-true istrue verdict truefalse true-false wahr verdadero vrai vero"),
    _concept("language", "language lang locale sprache idioma langue lingua taal språk język язык"),
    _concept("licence", "licence license rights copyright lizenz licencia"),
    _concept(
        "authors author", "author authors by writer creator credits autor autoren autores auteur auteurs"
    ),
    _concept("title", "title heading label titel título titre titolo titulo название"),
    _concept("name id title", "name id identifier slug uid uuid guid number no nr bezeichnung nombre nom"),
    _concept("claim", "claim attribution claimed-by according-to said-by claimant behauptung"),
    _concept("publisher", "publisher press verlag editorial éditeur editore"),
    _concept("url", "url link uri href web website webpage address homepage site adresse enlace lien"),
    _concept("file", "file path filename document datei archivo fichier"),
    _concept("sha256", "sha256 sha-256 sha hash checksum digest"),
    _concept("trust", "trust reliability quality confidence"),
    _concept("find", "find quote quotation quoted words contains evidence zitat"),
    _concept("pools", "pools pool wordlist word-lists vocabulary"),
    _concept("", "hint hints clue clues tip tips hinweis hinweise tipp pista indice aiuto dica", "hints"),
    _concept("", "points point score marks weight punkte puntos", "points"),
    _concept("", "time timer time-limit timelimit seconds limit duration zeit tiempo", "time limits"),
    _concept(
        "",
        "image images picture photo img bild imagen immagine audio sound video media",
        "pictures or sounds",
    ),
    _concept("", "description summary about subtitle intro beschreibung descripción", "descriptions"),
    _concept("", "shuffle random randomize order position", "orders of options"),
)
