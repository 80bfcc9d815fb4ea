import pytest

from workspaces.models import User


@pytest.mark.django_db
def test_a_user_signs_in_by_email() -> None:
    alice = User.objects.create_user("Alice@Example.org", "a long pass phrase")
    assert alice.email == "Alice@example.org"
    assert alice.check_password("a long pass phrase")
