from slugs import slug


class TestStability:
    def test_a_slug_of_a_slug_is_itself(self):
        assert slug(slug("Hello World")) == slug("Hello World")

    def test_it_never_ends_with_a_dash(self):
        assert not slug("what?!").endswith("-")
