import pytest

from safehold.engine.refusals import Refusal, Refused, require

NO = Refusal("claims.not_open", "The claim is no longer open.", "GA-7.2")


class TestRequire:
    def test_lets_pass_what_has_no_reason_against_it(self) -> None:
        require(None)

    def test_raises_the_refusal_itself(self) -> None:
        with pytest.raises(Refused) as raised:
            require(NO)

        assert raised.value.refusal is NO
        assert str(raised.value) == NO.message
