"""What a form sends: names and values."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException


def fields(body: str, most: int) -> list[tuple[str, str]]:
    """The fields of a form, in their order, with the empty ones.

    Raises:
        HTTPException: 400, there are more than `most`.
    """
    try:
        return parse_qsl(body, keep_blank_values=True, max_num_fields=most)
    except ValueError:
        raise HTTPException(400, f"this form has too many fields: send at most {most}") from None
