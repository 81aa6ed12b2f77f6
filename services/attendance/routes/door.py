"""The door of the hot path: a check-in ticket or a bearer token opens it, and no transaction is held behind it."""

from fastapi import Request

from services.attendance.errors import WrongTicket
from services.attendance.rules import Tickets
from services.platform import clock
from services.platform.access import NEVER_PAST, admit
from services.platform.edge import Door, Principal, Viewer
from services.platform.errors import NotFound

HEADER = "check-in-ticket"


class TicketDoor(Door):
    """Reads the ticket first: it costs a hundredth of a token. One that is not good leaves it to the token.

    Where both are good they must be of one teacher: on a phone that changed hands the app may keep an old ticket.
    """

    def _viewer_of(self, request: Request) -> Viewer | None:
        request.state.ticket_class_id = None
        presented = request.headers.get(HEADER)
        if presented is None:
            return super()._viewer_of(request)
        tickets: Tickets = request.app.state.tickets
        ticket = tickets.read(presented, at=clock.real_now())
        if ticket is None:
            return super()._viewer_of(request)
        if request.path_params["district_id"] != str(ticket.district_id):
            raise NotFound
        if "authorization" in request.headers:
            bearer = super()._viewer_of(request)
            if bearer is None or bearer.principal.person_id != ticket.teacher_id:
                raise WrongTicket
        request.state.ticket_class_id = ticket.class_id
        principal = Principal(
            account_id=ticket.account_id,
            district_id=ticket.district_id,
            roles=frozenset({"teacher"}),
            person_id=ticket.teacher_id,
            # A ticket lives for minutes: at the bell nobody is turned away for a password that was changed meanwhile.
            version=NEVER_PAST,
        )
        return admit(request.app.state.matrix, self.name, principal)
