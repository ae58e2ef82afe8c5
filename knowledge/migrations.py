"""How the tables of what we know came to be: named steps in SQL that SQLite and PostgreSQL share.

A step that has been released is never changed; a later one mends it.
"""

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "m001_articles",
        (
            """
            CREATE TABLE articles (
                key TEXT PRIMARY KEY,
                category TEXT,
                link TEXT,
                tags TEXT NOT NULL,  -- a JSON array of strings
                version INTEGER NOT NULL,  -- from 1
                created_at BIGINT NOT NULL,
                updated_at BIGINT NOT NULL,
                removed_at BIGINT  -- NULL while the article stands
            )
            """,
            """
            CREATE TABLE translations (
                article TEXT NOT NULL REFERENCES articles (key),
                language TEXT NOT NULL,
                position INTEGER NOT NULL,  -- 0 is what other languages fall back on
                title TEXT NOT NULL,
                answer TEXT NOT NULL,
                link TEXT,
                PRIMARY KEY (article, language)
            )
            """,
            """
            CREATE TABLE variants (
                article TEXT NOT NULL,
                language TEXT NOT NULL,
                position INTEGER NOT NULL,
                text TEXT NOT NULL,
                PRIMARY KEY (article, language, position),
                FOREIGN KEY (article, language) REFERENCES translations (article, language)
            )
            """,
        ),
    ),
    (
        "m002_versions",
        (
            "ALTER TABLE articles ADD COLUMN valid_from BIGINT",
            "ALTER TABLE articles ADD COLUMN valid_until BIGINT",
            "ALTER TABLE articles ADD COLUMN channels TEXT NOT NULL DEFAULT '[]'",  # JSON arrays, as tags
            "ALTER TABLE articles ADD COLUMN audience TEXT NOT NULL DEFAULT '[]'",
            "ALTER TABLE articles ADD COLUMN needs TEXT NOT NULL DEFAULT '[]'",
            "ALTER TABLE articles ADD COLUMN confident DOUBLE PRECISION",
            "ALTER TABLE translations ADD COLUMN video TEXT",
            """
            CREATE TABLE versions (
                article TEXT NOT NULL,
                version INTEGER NOT NULL,  -- from 1
                at BIGINT NOT NULL,
                author TEXT NOT NULL,  -- who made it so; '' = not known
                note TEXT NOT NULL,
                content TEXT,  -- the article's JSON; NULL where it was removed
                PRIMARY KEY (article, version)
            )
            """,
            """
            CREATE TABLE drafts (
                article TEXT PRIMARY KEY,
                content TEXT NOT NULL,  -- the article's JSON
                base_version INTEGER NOT NULL,  -- of the article that it was made of; 0 = there was none
                revision BIGINT NOT NULL,  -- rises with every change, from one draft to the next too
                state TEXT NOT NULL CHECK (state IN ('draft', 'review')),
                author TEXT NOT NULL,  -- of the last change
                updated_at BIGINT NOT NULL,
                note TEXT NOT NULL
            )
            """,
            # SQLite keeps bytes in a column of any type; BYTEA is PostgreSQL's word for them.
            """
            CREATE TABLE pictures (
                id TEXT PRIMARY KEY,  -- of its bytes
                type TEXT NOT NULL,
                width INTEGER NOT NULL,  -- pixels
                height INTEGER NOT NULL,
                bytes BYTEA NOT NULL,
                at BIGINT NOT NULL,
                author TEXT NOT NULL
            )
            """,
        ),
    ),
    (
        "m003_vectors",
        (
            """
            CREATE TABLE vectors (
                model TEXT NOT NULL,
                phrasing_hash TEXT NOT NULL,  -- SHA-256 of the text, in hex
                vector BYTEA NOT NULL,  -- 2 bytes a dimension, little-endian IEEE 754
                PRIMARY KEY (model, phrasing_hash)
            )
            """,
        ),
    ),
    (
        "m005_words",
        (
            """
            CREATE TABLE synonyms (
                id BIGINT PRIMARY KEY,  -- their order
                language TEXT,  -- NULL in every language
                terms TEXT NOT NULL,  -- a JSON array of strings
                kind TEXT NOT NULL CHECK (kind IN ('synonym', 'name'))
            )
            """,
            """
            CREATE TABLE attributes (
                name TEXT PRIMARY KEY,
                position BIGINT NOT NULL,
                question TEXT NOT NULL,  -- JSON: language -> text
                choices TEXT NOT NULL  -- JSON: [{value, labels: language -> text}]
            )
            """,
            # Each table is changed as a whole, under the revision that its editor has seen.
            "CREATE TABLE word_revisions (name TEXT PRIMARY KEY, revision BIGINT NOT NULL)",
        ),
    ),
    (
        "m006_categories",
        (
            """
            CREATE TABLE categories (
                name TEXT PRIMARY KEY,  -- as articles bear it
                position BIGINT NOT NULL,
                labels TEXT NOT NULL  -- JSON: language -> text
            )
            """,
        ),
    ),
)
