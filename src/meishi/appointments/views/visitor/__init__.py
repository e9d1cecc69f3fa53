"""Pages for somebody who books. They keep no cookies: secret links are all it takes."""
