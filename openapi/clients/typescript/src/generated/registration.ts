// Generated from openapi/registration.json by `make clients`.

export interface paths {
    "/registration/v1/calendars/{token}.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a calendar
         * @description Meetings as iCalendar (RFC 5545), from 400 days back on, at most a thousand; cancelled ones say so.
         *
         *     No login: whoever knows the address reads it, and it holds no names of members. An address that was revoked or
         *     never given is 404, whatever is wrong with it; so is a school's that was given to somebody who left the school.
         */
        get: operations["get_calendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/absences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who never came
         * @description Who held a place, came to no meeting and had no approved leave, as the class was settled; with the excuse if any.
         *
         *     A record of what happened: nothing follows of itself. A school sees its own teachers', a teacher the own ones.
         *     Filters: `class_id`, and for the district `school_id`.
         */
        get: operations["list_absences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/calendar-feeds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List one's calendar feeds
         * @description The feeds of one's own account that were not revoked.
         *
         *     With `subject_id` all feeds of that calendar that one may revoke: a school's for who runs the school, any for the
         *     district. The addresses of others are not shown.
         */
        get: operations["list_calendar_feeds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/calendar-feeds/{feed_id}/revocation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Revoke a calendar feed
         * @description The address answers 404 from now on. One's own, those of the school that one runs, for the district any.
         */
        put: operations["put_calendar_feed_revocation"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/calendars/{kind}/{subject_id}/feed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Get the address of a calendar
         * @description An address to which a phone can subscribe: the calendar of oneself (TEACHER), of a SCHOOL or of a CLASS.
         *
         *     The same address again until it is revoked; after that a new one. A teacher's is given to that teacher alone, a
         *     school's to its people (it shows nothing once they have left) and the district, a class's to everybody in the
         *     district; else 404.
         */
        put: operations["put_calendar_feed"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/classes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List classes
         * @description Classes in the order in which they were opened, with places left; filters: `program_id`, `school_id`.
         */
        get: operations["list_classes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/classes/{class_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a class
         * @description A class with its program, its meetings in the order of time, and places left.
         */
        get: operations["get_class"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/classes/{class_id}/absences/{teacher_id}/excuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Excuse an absence
         * @description Excuse a no-show with a reason, or take the excuse back; every decision stays readable.
         *
         *     Saying the same again changes nothing. 409 `not-absent` where a later settlement took the fact back,
         *     `own-absence`; 404 for what is out of reach.
         */
        put: operations["put_absence_excuse"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/classes/{class_id}/allocation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the proposed allocation
         * @description Who would get a place among those who applied, in the stated order.
         *
         *     By priority; then the first of each school before the second of any; then who applied first. What a pool keeps goes
         *     to people of its school. 409 `not-allocating` for other directions.
         */
        get: operations["get_allocation"];
        /**
         * Allocate the places
         * @description Apply the proposal of that `digest` with adjustments, once: places first, the others stand in line in its order.
         *
         *     From then on the class goes on as first come, first served. The same digest again changes nothing.
         *     409 `allocation-too-early` before enrolment has closed, `allocation-changed` where somebody came or left since it
         *     was read, `allocation-too-large`, `allocation-done`, `not-allocating`, `class-cancelled`, `class-ended`; 404 for an
         *     adjusted enrolment that is not in it.
         */
        put: operations["put_allocation"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/classes/{class_id}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Cancel a class
         * @description Cancel a class for good: who waited is withdrawn, and the time of its people is free again.
         *
         *     Cancelling twice is cancelling once. 409 `class-ended` after its last meeting.
         */
        put: operations["put_class_cancellation"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/classes/{class_id}/capacity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change the number of places
         * @description Places added go to those who wait, in order.
         *
         *     409 `capacity-below-taken`, `seats-kept` where places are offered or kept for schools, `class-cancelled`.
         */
        put: operations["put_capacity"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/classes/{class_id}/eligibility": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * May a teacher enter this class?
         * @description What the pack in force for the teacher, the program and the limits say today, and what else matters.
         *
         *     Every clause in the way with its words and the entries it cites; for whom the program is meant (`AUDIENCE`); how
         *     often one person may enter (`LIMIT-…`); the class that holds the same time (`clash`); and from what the teacher is
         *     exempt this year, which bars nobody. UNDETERMINED where a fact is missing that would decide; that bars nobody
         *     either. 409 `teacher-not-in-post`; 404 for a class or teacher out of reach.
         */
        get: operations["get_eligibility"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/classes/{class_id}/enrolments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the enrolments of a class
         * @description In the order in which they were entered; `status` keeps one kind.
         *
         *     Its leaders and its school see the whole list, another school only its own teachers.
         */
        get: operations["list_enrolments"];
        put?: never;
        /**
         * Enrol oneself
         * @description The teacher of the token enrols: CONFIRMED where a place is free, else WAITING with the position in line.
         *
         *     PENDING where the class reviews first, and where a school's own class would have a guest: that school decides
         *     (`post_reviews`, stage CLASS). APPLIED where the class allocates after enrolment has closed.
         *
         *     409 `not-eligible` with the clause, its words and the entries it cites; when not willing to wait `class-full`, or
         *     `not-shared-out` with what has to happen first; `already-enrolled`, `time-clash` (names the other class),
         *     `enrolment-closed`, `class-ended` once the last meeting is over, whatever `closes_at` says, `class-cancelled`,
         *     `teacher-not-in-post`.
         */
        post: operations["post_enrolment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/classes/{class_id}/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enrol a group
         * @description Colleagues of one school enter together or not at all: all CONFIRMED, or all WAITING as one.
         *
         *     A group in line enters when places for all of it are free; until then single people may go past it. 409 `group-
         *     refused` with a pointer and the problem of each who cannot enter; when not willing to wait `group-too-large` with
         *     what is free, `class-full` or `not-shared-out`; `groups-not-taken` where reviews or the allocation look at each
         *     alone, as a school does with guests in its own class; `enrolment-closed`, `class-ended`, `class-cancelled`; 422
         *     `group-of-several-schools`, `teacher-twice`; 404 for a teacher of another school.
         */
        post: operations["post_group"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/classes/{class_id}/meetings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a meeting
         * @description A further meeting (场次) of a class. Whom it clashes for is named, never refused.
         *
         *     409 `class-ended` once the last meeting is over, `meetings-overlap`, `class-cancelled`; 422 `hours-beyond-time`,
         *     `period-reversed`, `too-many-meetings`.
         */
        post: operations["post_meeting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/classes/{class_id}/nomination-files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Nominate from a spreadsheet
         * @description Nominate whom an xlsx or CSV file names (at most 500 teachers, 5 MB), in its order.
         *
         *     What is wrong in a cell is listed by sheet, row and column in both languages, and then nothing is applied. What
         *     bars one teacher is told at his row, with the problems of `post_nominations`, and costs nobody else anything. Who
         *     stands in the class already stays as he stands (`unchanged`), so the same file again changes nothing.
         *     409 `enrolment-closed`, `class-cancelled`, `file-of-another-class`; 422 `unreadable`.
         */
        post: operations["post_nomination_file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/classes/{class_id}/nomination-template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the workbook for nominations
         * @description A workbook with one sheet to fill in (staff number, name, reason to let in) and one that tells of the class.
         *
         *     The second names the class, so that a list sent to another class by mistake is refused.
         */
        get: operations["get_nomination_template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/classes/{class_id}/nominations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Nominate teachers
         * @description Up to 500 teachers, served in the order of the list; each gets an answer, and none spoils another's.
         *
         *     An item is CONFIRMED, WAITING with its position, PENDING where the class reviews first, APPLIED where it allocates
         *     after enrolment has closed, or REFUSED with a problem: `not-found` (also another school's teacher),
         *     `teacher-not-in-post`, `already-enrolled`, `time-clash`, `class-full`, `not-shared-out`, `not-eligible` with the
         *     clause, its words and the entries it cites. `overrides` gives a reason for letting in whom a clause bars, where it
         *     allows that (`nothing-to-override` where nothing bars); it is kept with the enrolment. A teacher named twice is
         *     answered once. A school's own nomination counts as its review. A school's own class is for its own teachers: whom
         *     another school nominates is PENDING until the class's school has said yes; the district's nominations need no such
         *     word. The whole call is refused with 409 `enrolment-closed`, `class-ended` once the last meeting is over, or
         *     `class-cancelled`.
         */
        post: operations["post_nominations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/classes/{class_id}/offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the offers of a class
         * @description Offers in the order in which they were made, settled ones included; another school sees its own teachers'.
         */
        get: operations["list_offers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/classes/{class_id}/plan-update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Bring a class to its amended plan
         * @description Apply to a class what its item says in the plan's present revision; twice is once.
         *
         *     Calendars of everybody in the class follow, places added go to who waits, and whom a new time clashes for is named.
         *     404 for a class of no item; 409 `plan-changed`, `meeting-begun`, `class-cancelled`, `capacity-below-taken` and
         *     `seats-kept` (leave SEATS out by `only`), `meetings-overlap`.
         */
        put: operations["put_class_plan_update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/classes/{class_id}/pools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how places are kept for schools
         * @description The places of a class: taken, offered, kept for which school until when, and left for anybody.
         */
        get: operations["get_pools"];
        /**
         * Keep places for schools
         * @description Replace the pools (名额) of a class. What a school's people have already counts towards its pool.
         *
         *     A class of direction QUOTA or REQUESTS gives no place before this; from now on what no pool keeps is for anybody,
         *     and an empty list gives all to whoever comes first. At `claim_back_at` what a school has not claimed becomes
         *     anybody's and goes down the line. 409 `seats-kept` where the pools do not fit into what is free, `no-pools-here` in
         *     a class that is first come first served, `pools-opened` once the second round has opened them to all,
         *     `class-cancelled`; 422 `unknown-school`, `claim-back-past`.
         */
        put: operations["put_pools"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/classes/{class_id}/replacements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who took whose seat
         * @description In the order in which they happened; leaders and the class's school see all, another school its own.
         */
        get: operations["list_replacements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/classes/{class_id}/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Review applications
         * @description Approve, return with a reason, or take back what was decided, for up to 500 applications of a class.
         *
         *     The school's review (SCHOOL) is about its own teachers, the class's (CLASS) is for its leaders, its school and the
         *     district. A school's own class reviews its guests, teachers of other schools, also where it asks for no review. Who
         *     passes the last review that the class asks for is CONFIRMED where a place is free, else WAITING under the number
         *     given when he applied, or APPLIED where places are allocated later; until then he holds no place. UNDO is possible
         *     until the class begins, and frees what was held. Each application gets an answer, and none spoils another's: `not-
         *     found` (also another school's), `not-awaiting-review`, `own-application`, `nothing-to-undo`, `reviewed-further`,
         *     `undo-closed`, `already-enrolled` where who was returned has applied anew. The whole call is
         *     refused with 409 `class-cancelled`, `class-ended`; 422 `reason-needed`.
         */
        post: operations["post_reviews"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/classes/{class_id}/rounds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set the rounds of enrolment
         * @description When people may enrol: one round, or a second one with what the first has left; and how long offers last.
         *
         *     Offers made before keep their hour. 409 `class-cancelled`; 422 `period-reversed`, `rounds-overlap`.
         */
        put: operations["put_rounds"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/classes/{class_id}/seat-grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Grant places to schools
         * @description Decide on these requests, in one act: granted places are kept for the school. A decision may be changed.
         *
         *     Once no request is left undecided, what was not granted is for anybody. 404 where a school has not asked; 409
         *     `seats-kept`, `requests-not-taken`, `pools-opened` once the second round has opened the places to all (0, a
         *     refusal, is possible still), `class-cancelled`; 422 `more-than-asked`, `claim-back-past`.
         */
        put: operations["put_seat_grants"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/classes/{class_id}/seat-records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read who changed the places
         * @description Every change of places, pools, rounds, grants, priorities and the allocation: by whom, when, why.
         */
        get: operations["list_seat_records"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/classes/{class_id}/seat-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what schools ask for
         * @description Every school's request, the most urgent first, then who asked first; a school sees its own.
         */
        get: operations["list_seat_requests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/classes/{class_id}/seat-requests/{school_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Ask for places for a school
         * @description A school asks for places of a class of direction REQUESTS, until `requests_close_at`; it may ask anew till then.
         *
         *     409 `requests-not-taken`, `requests-closed`, `seat-request-decided`, `class-cancelled`; 404 for another school.
         */
        put: operations["put_seat_request"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/eligibility-overrides": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who was let in all the same
         * @description Each enrolment for which somebody set a clause or limit aside: which, by whom, when and why.
         *
         *     A school sees its own teachers'. `class_id` keeps one class.
         */
        get: operations["list_eligibility_overrides"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/enrolments/{enrolment_id}/offer-answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Accept or decline a place
         * @description Accept the place offered to an OFFERED enrolment, or decline it and leave the line; then the next one is asked.
         *
         *     Accepting twice is accepting once. 409 `no-offer`, `offer-expired`.
         */
        put: operations["put_offer_answer"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/enrolments/{enrolment_id}/priority": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say how urgent an application is
         * @description 1 comes first in the allocation, 5 is usual. 409 `not-applied` once there is nothing left to be allocated.
         */
        put: operations["put_priority"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/enrolments/{enrolment_id}/replacement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace a member
         * @description Pass a confirmed seat to another teacher of the same school, until the last meeting is over.
         *
         *     The seat is never free in between; both enrolments stay on record. An application or number that the newcomer had
         *     in the class ends. 409 `no-seat-to-pass`, `replacement-closed`, `other-school`, `already-enrolled`, `time-clash`,
         *     `not-eligible` (unless `override_reason` lets in), `nothing-to-override`, `teacher-not-in-post`,
         *     `oneself-no-replacement`, `class-cancelled`; 404 for what is out of reach.
         */
        post: operations["post_replacement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/enrolments/{enrolment_id}/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what was decided
         * @description Every decision about one application with its reason, also those taken back, in order.
         *
         *     For who applied, for his school, and for the class.
         */
        get: operations["list_enrolment_reviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/enrolments/{enrolment_id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Withdraw
         * @description Give up a place, which goes to the head of the line at once, or one's number, application or offer.
         *
         *     A teacher can until the first meeting begins, a school or the district until the last has ended
         *     (409 `withdrawal-closed`). Withdrawing twice is withdrawing once.
         */
        put: operations["put_withdrawal"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/entry-limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List limits
         * @description Every limit of the district, ended ones too; with `class_id` those in force for that class.
         */
        get: operations["list_entry_limits"];
        put?: never;
        /**
         * Limit how often one may enter
         * @description In the whole district, for a program or for a class: at most so many classes or hours in a year or semester, or
         *     nobody who has earned hours at a level before.
         *
         *     Places held (confirmed or offered) are counted, applications are not; who is in already stays in. A school limits
         *     its own programs and classes. 422 `limit-without-sense` where the parts do not fit together.
         */
        post: operations["post_entry_limit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/entry-limits/{limit_id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * End a limit
         * @description End a limit for good, with a reason. Ending it twice is ending it once.
         */
        put: operations["put_entry_limit_end"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/expenses/{expense_id}/retraction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Retract an expense
         * @description Take back what was recorded by mistake; it stays in the list with the reason. 409 `expense-retracted`.
         */
        put: operations["put_expense_retraction"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/meetings/{meeting_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Reschedule a meeting
         * @description Replace what is known of a meeting, or cancel it. Whom the new time clashes for is named, never refused.
         *
         *     409 `meeting-begun` when its time has come, `meetings-overlap`, `class-cancelled`; 422 `hours-beyond-time`, `period-
         *     reversed`.
         */
        put: operations["put_meeting"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/nomination-files/{file_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a file of nominations did
         * @description The answer that was given when it was sent: for the school that sent it, and for the district.
         */
        get: operations["get_nomination_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List notices
         * @description Every notice of the district, the newest first; `plan_id` keeps those of one plan.
         */
        get: operations["list_notices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/notices/{notice_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a notice
         * @description One notice, in the words in which it was issued.
         */
        get: operations["get_notice"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/notices/{notice_id}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Confirm a notice for one's school
         * @description Say that one's school has read the notice; the first receipt stays. 409 `not-asked`, `notice-withdrawn`.
         */
        put: operations["put_notice_receipt"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/notices/{notice_id}/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which schools have confirmed a notice
         * @description Receipts by school, and which of the schools asked have not confirmed yet.
         */
        get: operations["list_notice_receipts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/notices/{notice_id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Take a notice back
         * @description The notice stays readable with the reason, and its number is not used again. Twice is once.
         */
        put: operations["put_notice_withdrawal"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/pending-reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what awaits a review
         * @description Applications in the order in which they were entered: SCHOOL shows a school its own teachers', CLASS those for
         *     the classes that one leads or that belong to one's school; the district sees all. `class_id` keeps one class.
         */
        get: operations["list_pending_reviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/plan-amendments/{amendment_id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Decide on an amendment
         * @description Put an amendment in force as the plan's next revision, or return it with a reason; twice is once.
         *
         *     Nobody decides on what they proposed, or on what took over from a proposal of theirs: 409 `own-plan`. 409
         *     `amendment-decided`, `plan-changed` when the plan was rearranged since, `item-carried-out`; 422 `reason-needed`.
         */
        put: operations["put_plan_amendment_decision"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/plan-items/{item_id}/classes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a class for an item
         * @description A class as an item of a published plan has it: its time, place, person and content make the meeting.
         *
         *     What the item leaves open stays open: without a time there is no meeting yet, and a meeting that lacks what the pack
         *     wants fixed takes no sign-in. 409 `plan-not-published`, `no-program-for-item`; 422 `places-unknown`,
         *     `unknown-item` once the plan has dropped it, `unknown-account` and `account-unfit` with the fields that name who
         *     leads.
         */
        post: operations["post_plan_item_class"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/plan-items/{item_id}/program": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say which program carries an item out
         * @description Tie an item to a program of the same plan; several items may share one. 409 `no-program-for-item` else.
         */
        put: operations["put_plan_item_program"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List plans
         * @description Plans in the order in which they were written; filters: `school_id`, `status` (SUBMITTED: to be decided).
         */
        get: operations["list_plans"];
        put?: never;
        /**
         * Write down a plan
         * @description A plan of the district, or of one school, for a year or a semester. A school writes only its own.
         *
         *     What it holds is written by `put_plan_content`, and it is published once it was approved.
         *
         *     422 `period-reversed`, `unknown-school`; 404 for another school's.
         */
        post: operations["post_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/plans/{plan_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a plan
         * @description One plan.
         */
        get: operations["get_plan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/plans/{plan_id}/amendments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the amendments of a plan
         * @description What was proposed and decided, each with its differences, the newest first, at most the last hundred.
         */
        get: operations["list_plan_amendments"];
        put?: never;
        /**
         * Propose to amend a published plan
         * @description Ask that a published plan hold this instead; nothing changes until somebody else of the district approves.
         *
         *     For what touches money, hours, seats, goals or audience. A proposal that nobody decided on is replaced by the next.
         *     409 `plan-not-published`, `item-carried-out`; 412 when another revision was written since `based_on`; 422
         *     `reason-needed`, `nothing-amended`, `unknown-code`, `period-reversed`, `item-twice`, `unknown-item`.
         */
        post: operations["post_plan_amendment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/plans/{plan_id}/budget": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The budget of a plan
         * @description Lines, what was spent, and for each budget clause and calendar year: base times per cent is the limit, what of it
         *     is planned and left, and which kinds of expense the clause does not allow, with the clause's own words. In yuan.
         *
         *     A calendar year that begins before the pack's cycle does is asked about whole, unless a former cycle of the same
         *     pack, in which most of it lies, is assigned during the plan too.
         *     Nothing is refused by it: people decide. UNDETERMINED where the school's base is not known.
         */
        get: operations["get_plan_budget"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/plans/{plan_id}/class-updates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the classes that an amended plan changes
         * @description Classes of the plan's items that have not begun and do not say yet what their item says now, with differences.
         *
         *     What was changed in a class itself is left alone where its item stayed as it was. The meetings of a class with
         *     several are its own.
         */
        get: operations["list_plan_class_updates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/plans/{plan_id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what a plan holds
         * @description What a plan holds now, or held in an earlier revision.
         *
         *     A published plan is for everybody in the district, without its money; before that 404 for all but its planners.
         */
        get: operations["get_plan_content"];
        /**
         * Write what a plan holds
         * @description Goals, items with the four fixed (四定) and money, as a whole. The same content again changes nothing.
         *
         *     A draft is changed freely. Of a published plan time, place, person, content and notes alone, with a `reason` and a
         *     history that stays readable; what else is to change is proposed by post_plan_amendment: 409 `amendment-needed`.
         *     409 `plan-locked` while it is decided on, `item-carried-out` when an item with classes is left out;
         *     412 when another revision was written since `based_on`; 422 `unknown-code`, `period-reversed`, `reason-needed`,
         *     `item-twice`, `unknown-item`.
         */
        put: operations["put_plan_content"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/plans/{plan_id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Approve or return a plan
         * @description Approve a plan that was handed in, or return it with a reason; the same decision again changes nothing.
         *
         *     Nobody decides on a plan that they made, wrote or handed in: 409 `own-plan`, `plan-not-submitted`, `plan-changed`;
         *     422 `reason-needed`.
         */
        put: operations["put_plan_decision"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/plans/{plan_id}/expenses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the expenses of a plan
         * @description In the order in which they were recorded, those retracted too.
         */
        get: operations["list_plan_expenses"];
        put?: never;
        /**
         * Record an expense
         * @description Yuan spent under a published plan. 409 `plan-not-published`; 422 `unknown-item`, `expense-outside-plan`.
         */
        post: operations["post_plan_expense"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/plans/{plan_id}/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue a notice
         * @description A numbered notice whose Chinese text is made from the plan; the first one of an approved plan publishes it.
         *
         *     Numbers run by district and calendar year without a gap. 409 `plan-not-approved`; 422 `unknown-item` (an item or
         *     class that the plan does not have), `unknown-school` (also when a school's plan asks another).
         */
        post: operations["post_notice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/plans/{plan_id}/programs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write down a program
         * @description A program (培训项目) within a plan; `hours` are those of the whole program.
         *
         *     Its codes are those of a pack in force while the plan lasts. 409 `program-code-taken`, `not-school-based`;
         *     422 `unknown-code` with what the pack allows, `hours-do-not-add-up`, `unknown-item`; 404 for another school's plan.
         */
        post: operations["post_program"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/plans/{plan_id}/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far a plan has come
         * @description Items opened, seats and hours planned, opened and reached, money, and each goal with its rate and formula so far.
         *
         *     Classes that the plan did not hold when they were opened stand in `unplanned`. Packs may reckon rates otherwise:
         *     these are the ledger's. 404 before publication for all but its planners.
         */
        get: operations["get_plan_progress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/plans/{plan_id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the revisions of a plan
         * @description Who wrote which revision when and why, the newest first, at most the last hundred.
         */
        get: operations["list_plan_revisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/plans/{plan_id}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the steps of a plan's approval
         * @description Who submitted, approved, returned, published or amended the plan, which revision of it, and why.
         */
        get: operations["list_plan_steps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/plans/{plan_id}/submission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Hand a plan in for approval
         * @description Hand in the plan as it stands at `revision`; it is locked until it is decided on. Twice is once.
         *
         *     409 `plan-locked`, `plan-empty`, `plan-changed`.
         */
        put: operations["put_plan_submission"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/programs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List programs
         * @description Programs in the order in which they were written; `plan_id` keeps those of one plan.
         */
        get: operations["list_programs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/programs/{program_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a program
         * @description One program.
         */
        get: operations["get_program"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/programs/{program_id}/classes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a class
         * @description A class (培训班) with its meetings; enrolment runs from `opens_at` until just before `closes_at`.
         *
         *     A school opens classes of its own plan, or of a school-based program, for itself. Without further terms whoever
         *     comes first gets a place; `direction`, `reviews`, `second_round`, `offer_minutes` and `pools` (the district's to
         *     give) say otherwise. Where the district shares the places out and has not yet, nobody gets one: `awaits` and the
         *     sentence beside it say what comes next. A class of which the published plan holds nothing needs a `reason`, shown in
         *     the plan's progress, and no approval. 409 `meetings-overlap`, `not-school-based`, `seats-kept`, `no-pools-here`,
         *     `pools-opened`; 422 `hours-beyond-time`, `period-reversed`, `rounds-overlap`, `unknown-school`, `claim-back-past`,
         *     `too-many-meetings`, `reason-needed`, `unknown-account` and `account-unfit` with the fields that name who leads.
         */
        post: operations["post_class"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Registration in numbers
         * @description Counts of plans, programs, classes, meetings, places and enrolments. An integration needs `summary:read`.
         */
        get: operations["get_summary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/registration/v1/districts/{district_id}/teachers/{teacher_id}/enrolments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the enrolments of a teacher
         * @description Everything a teacher enrolled in, withdrawn ones included, in the order in which it was entered.
         */
        get: operations["list_teacher_enrolments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AdjustmentBody
         * @description Otherwise than the order would: a place, or the end of the line.
         */
        AdjustmentBody: {
            /**
             * Enrolment Id
             * Format: uuid
             */
            enrolment_id: string;
            /**
             * Outcome
             * @description SEAT, a place; LINE, behind everybody else who applied: the place goes to the next, and comes back only where nobody else can have it
             * @enum {string}
             */
            outcome: "SEAT" | "LINE";
            /** Reason */
            reason: string;
        };
        /**
         * AllocationRequest
         * @description The proposal that was read, named by its digest, with a person's adjustments.
         */
        AllocationRequest: {
            /** Adjustments */
            adjustments?: components["schemas"]["AdjustmentBody"][];
            /** Digest */
            digest: string;
            /** Reason */
            reason: string;
        };
        /**
         * AllocationResponse
         * @description The proposal in its order; once applied, the list is empty and `digest` names what was applied.
         */
        AllocationResponse: {
            /** Allocated At */
            allocated_at: string | null;
            /** Capacity */
            capacity: number;
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /** Digest */
            digest: string;
            /** Ranked */
            ranked: components["schemas"]["RankedResponse"][];
            /** Taken */
            taken: number;
        };
        /** AmendmentDecisionRequest */
        AmendmentDecisionRequest: {
            /**
             * Decision
             * @enum {string}
             */
            decision: "APPROVED" | "RETURNED";
            /**
             * Reason
             * @description Needed for returning
             */
            reason?: string | null;
        };
        /**
         * AmendmentRequest
         * @description Everything that the published plan is to hold instead, and why; what has an id keeps it.
         */
        AmendmentRequest: {
            /**
             * Based On
             * @description The revision read before: 412 when another was written since
             */
            based_on: number;
            /** Budget */
            budget?: components["schemas"]["BudgetLineBody"][];
            /** Goals */
            goals?: components["schemas"]["GoalBody"][];
            /** Items */
            items?: components["schemas"]["ItemBody"][];
            /**
             * Reason
             * @description Needed once the plan is published
             */
            reason?: string | null;
        };
        /** AmendmentResponse */
        AmendmentResponse: {
            /**
             * Amendment Id
             * Format: uuid
             */
            amendment_id: string;
            /**
             * Based On
             * @description The revision that it amends
             */
            based_on: number;
            /** Changes */
            changes: components["schemas"]["PlanChangeAnswer"][];
            /** Decided At */
            decided_at: string | null;
            /** Decided By */
            decided_by: string | null;
            /** Decision Reason */
            decision_reason: string | null;
            /**
             * Plan Id
             * Format: uuid
             */
            plan_id: string;
            /**
             * Proposed At
             * Format: date-time
             */
            proposed_at: string;
            /**
             * Proposed By
             * Format: uuid
             */
            proposed_by: string;
            /** Reason */
            reason: string;
            /**
             * Revision
             * @description The revision that it became
             */
            revision: number | null;
            /**
             * Status
             * @description REPLACED: a later amendment was proposed before anybody decided
             * @enum {string}
             */
            status: "SUBMITTED" | "APPROVED" | "RETURNED" | "REPLACED";
        };
        /** AmendmentsResponse */
        AmendmentsResponse: {
            /** Items */
            items: components["schemas"]["AmendmentResponse"][];
        };
        /** AudienceAnswer */
        AudienceAnswer: {
            /** Posts */
            posts?: string[];
            /** Stages */
            stages?: string[];
            /** Subjects */
            subjects?: string[];
            /** Title Tiers */
            title_tiers?: string[];
        };
        /**
         * AudienceBody
         * @description For whom a training is meant; an empty list leaves that open.
         */
        AudienceBody: {
            /** Posts */
            posts?: string[];
            /** Stages */
            stages?: string[];
            /** Subjects */
            subjects?: string[];
            /** Title Tiers */
            title_tiers?: string[];
        };
        /**
         * BudgetFindingAnswer
         * @description What one clause of a pack says of one calendar year, in yuan; base times per cent is `limit`.
         */
        BudgetFindingAnswer: {
            /** Barred */
            barred: components["schemas"]["KindBarredAnswer"][];
            base: components["schemas"]["Words"];
            /**
             * Calculation
             * @description In Chinese: the facts, the percentage and the limit
             */
            calculation: string | null;
            /** Clause Id */
            clause_id: string;
            /**
             * Elsewhere
             * @description In the school's other plans that were handed in
             */
            elsewhere: string;
            /**
             * Left
             * @description Limit less what is planned here and elsewhere; may lie below 0
             */
            left: string | null;
            /** Limit */
            limit: string | null;
            /** Pack Id */
            pack_id: string;
            /** Planned */
            planned: string;
            /** Quotes */
            quotes: string[];
            /** Sentence En */
            sentence_en: string;
            /** Sentence Zh */
            sentence_zh: string;
            /**
             * Spent
             * @description Under all plans of the school; BEYOND where it is above the limit
             */
            spent: string;
            /**
             * State
             * @enum {string}
             */
            state: "WITHIN" | "REACHED" | "BEYOND" | "UNDETERMINED";
            title: components["schemas"]["Words"];
            /** Year */
            year: number;
        };
        /** BudgetLineAnswer */
        BudgetLineAnswer: {
            /** Amount */
            amount: string;
            /** Item Id */
            item_id: string | null;
            /** Kind */
            kind: string;
            /**
             * Line Id
             * Format: uuid
             */
            line_id: string;
            /** Note */
            note: string | null;
            /** Year */
            year: number;
        };
        /**
         * BudgetLineBody
         * @description Yuan meant for one kind of expense in a calendar year.
         */
        BudgetLineBody: {
            /**
             * Amount
             * @description A decimal of at most 4 places, as text
             */
            amount: string;
            /**
             * Item Id
             * @description The item that it is for
             */
            item_id?: string | null;
            /**
             * Kind
             * @description Such as TRAVEL, MATERIALS, MEALS, LODGING, as the pack names them
             */
            kind: string;
            /**
             * Line Id
             * @description Of a line that is known; null gives it one
             */
            line_id?: string | null;
            /** Note */
            note?: string | null;
            /** Year */
            year: number;
        };
        /**
         * CalendarFeedResponse
         * @description A calendar that can be subscribed to.
         */
        CalendarFeedResponse: {
            /**
             * Feed Id
             * Format: uuid
             */
            feed_id: string;
            /**
             * Issued At
             * Format: date-time
             */
            issued_at: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "TEACHER" | "SCHOOL" | "CLASS";
            /**
             * Path
             * @description Whoever knows it reads the calendar. Null once revoked, and for others' feeds
             */
            path: string | null;
            /** Revoked At */
            revoked_at: string | null;
            /**
             * Subject Id
             * Format: uuid
             */
            subject_id: string;
        };
        /** CalendarFeedsResponse */
        CalendarFeedsResponse: {
            /** Items */
            items: components["schemas"]["CalendarFeedResponse"][];
        };
        /** CancellationRequest */
        CancellationRequest: {
            /** Reason */
            reason: string;
        };
        /** CapacityRequest */
        CapacityRequest: {
            /**
             * Capacity
             * @description Places
             */
            capacity: number;
            /** Reason */
            reason?: string | null;
        };
        /**
         * CitedEntry
         * @description An entry of the training history that a clause goes by.
         */
        CitedEntry: {
            /** Class Id */
            class_id: string | null;
            /** Credits */
            credits: string;
            /**
             * Earned From
             * Format: date
             */
            earned_from: string;
            /**
             * Earned To
             * Format: date
             */
            earned_to: string;
            /**
             * Entry Id
             * Format: uuid
             */
            entry_id: string;
            /** Hours */
            hours: string;
            /** Kind */
            kind: string;
            /** Level */
            level: string;
            /** Seq */
            seq: number;
            /** Title */
            title: string;
        };
        /**
         * ClashingClass
         * @description The class that holds the teacher's time already.
         */
        ClashingClass: {
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /** Title */
            title: string;
        };
        /** ClassChangeAnswer */
        ClassChangeAnswer: {
            /**
             * After
             * @description What the item says now
             */
            after: string | null;
            /**
             * Before
             * @description What the item said in the revision that the class follows
             */
            before: string | null;
            /**
             * Field
             * @enum {string}
             */
            field: "TITLE" | "SEATS" | "TIME" | "PLACE" | "PERSON" | "CONTENT" | "HOURS" | "CATEGORY";
            /**
             * Held
             * @description What the class said
             */
            held: string | null;
        };
        /** ClassInFullResponse */
        ClassInFullResponse: {
            /** Allocated At */
            allocated_at: string | null;
            /**
             * Awaits
             * @description What must happen before whoever comes first gets a place: POOLS, the district shares the places out (`put_pools`, an empty list gives them to all); GRANTS, it decides on what schools ask (`put_seat_request`, `put_seat_grants`); ALLOCATION, it allocates among those who applied (`put_allocation`); null, nothing. A second round that opens the pools ends POOLS and GRANTS
             */
            awaits: ("POOLS" | "GRANTS" | "ALLOCATION") | null;
            /** Cancellation Reason */
            cancellation_reason: string | null;
            /** Capacity */
            capacity: number;
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /**
             * Closes At
             * Format: date-time
             */
            closes_at: string;
            /**
             * Direction
             * @enum {string}
             */
            direction: "OPEN" | "QUOTA" | "REQUESTS" | "ALLOCATION";
            /** Head Teacher Id */
            head_teacher_id: string | null;
            /**
             * Held
             * @description Places offered to people from the line, who have not answered yet
             */
            held: number;
            /** Leader Ids */
            leader_ids: string[];
            /** Meetings */
            meetings: components["schemas"]["MeetingResponse"][];
            /** Next Step En */
            next_step_en: string | null;
            /**
             * Next Step Zh
             * @description What `awaits` says, as a sentence
             */
            next_step_zh: string | null;
            /** Offer Minutes */
            offer_minutes: number | null;
            /**
             * Opens At
             * Format: date-time
             */
            opens_at: string;
            /**
             * Places Left
             * @description Places that anybody may have
             */
            places_left: number;
            program: components["schemas"]["ProgramResponse"];
            /**
             * Program Id
             * Format: uuid
             */
            program_id: string;
            /** Requests Close At */
            requests_close_at: string | null;
            /**
             * Reserved
             * @description Places that pools keep for schools, beyond what these have claimed
             */
            reserved: number;
            /** Reviews */
            reviews: ("SCHOOL" | "CLASS")[];
            /**
             * Revision
             * @description Rises with every change of the class or its meetings
             */
            revision: number;
            /** School Id */
            school_id: string | null;
            /** Second Closes At */
            second_closes_at: string | null;
            /** Second Opens At */
            second_opens_at: string | null;
            /** Second Opens Pools */
            second_opens_pools: boolean;
            /**
             * Status
             * @enum {string}
             */
            status: "SCHEDULED" | "CANCELLED";
            /**
             * Taken
             * @description Places held by confirmed enrolments
             */
            taken: number;
            /** Title */
            title: string;
            /**
             * Unplanned Reason
             * @description Why it is held beside the published plan
             */
            unplanned_reason: string | null;
            /**
             * Unshared
             * @description Places that nobody can have before what `awaits` names has happened
             */
            unshared: number;
            /**
             * Waiting
             * @description How many wait for a place
             */
            waiting: number;
        };
        /**
         * ClassRequest
         * @description A class (培训班) of a program, with its meetings.
         */
        ClassRequest: {
            /**
             * Capacity
             * @description Places
             */
            capacity: number;
            /**
             * Closes At
             * Format: date-time
             * @description until just before here, or until the last meeting is over where that is sooner
             */
            closes_at: string;
            /**
             * Direction
             * @description Who shares the places out: OPEN first come, QUOTA the district to schools, REQUESTS the district to schools that asked, ALLOCATION the district among those who applied. Until they are shared out nobody gets a place: `awaits` of the answer says what comes next
             * @default OPEN
             * @enum {string}
             */
            direction: "OPEN" | "QUOTA" | "REQUESTS" | "ALLOCATION";
            /**
             * Head Teacher Id
             * @description Account of the head teacher, who leads the class
             */
            head_teacher_id?: string | null;
            /**
             * Leader Ids
             * @description Accounts of the trainers who lead it
             */
            leader_ids?: string[];
            /** Meetings */
            meetings?: components["schemas"]["MeetingRequest"][];
            /** Offer Minutes */
            offer_minutes?: number | null;
            /**
             * Opens At
             * Format: date-time
             * @description Enrolment is possible from here
             */
            opens_at: string;
            /** Pools */
            pools?: components["schemas"]["PoolBody"][];
            /**
             * Reason
             * @description Why it is held, needed where the published plan holds nothing like it
             */
            reason?: string | null;
            /**
             * Requests Close At
             * @description For REQUESTS: until when schools ask; by default until `closes_at`
             */
            requests_close_at?: string | null;
            /**
             * Reviews
             * @description Whose reviews an application needs before it gets a place
             */
            reviews?: ("SCHOOL" | "CLASS")[];
            /**
             * School Id
             * @description Of a school's own class, which is for its own teachers: a guest from another school is PENDING until this school has said yes; null for the district's
             */
            school_id?: string | null;
            second_round?: components["schemas"]["RoundBody"] | null;
            /**
             * Second Round Opens Pools
             * @description When the second round opens, places kept for schools are for anybody
             * @default false
             */
            second_round_opens_pools: boolean;
            /** Title */
            title: string;
        };
        /** ClassResponse */
        ClassResponse: {
            /** Allocated At */
            allocated_at: string | null;
            /**
             * Awaits
             * @description What must happen before whoever comes first gets a place: POOLS, the district shares the places out (`put_pools`, an empty list gives them to all); GRANTS, it decides on what schools ask (`put_seat_request`, `put_seat_grants`); ALLOCATION, it allocates among those who applied (`put_allocation`); null, nothing. A second round that opens the pools ends POOLS and GRANTS
             */
            awaits: ("POOLS" | "GRANTS" | "ALLOCATION") | null;
            /** Cancellation Reason */
            cancellation_reason: string | null;
            /** Capacity */
            capacity: number;
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /**
             * Closes At
             * Format: date-time
             */
            closes_at: string;
            /**
             * Direction
             * @enum {string}
             */
            direction: "OPEN" | "QUOTA" | "REQUESTS" | "ALLOCATION";
            /** Head Teacher Id */
            head_teacher_id: string | null;
            /**
             * Held
             * @description Places offered to people from the line, who have not answered yet
             */
            held: number;
            /** Leader Ids */
            leader_ids: string[];
            /** Next Step En */
            next_step_en: string | null;
            /**
             * Next Step Zh
             * @description What `awaits` says, as a sentence
             */
            next_step_zh: string | null;
            /** Offer Minutes */
            offer_minutes: number | null;
            /**
             * Opens At
             * Format: date-time
             */
            opens_at: string;
            /**
             * Places Left
             * @description Places that anybody may have
             */
            places_left: number;
            /**
             * Program Id
             * Format: uuid
             */
            program_id: string;
            /** Requests Close At */
            requests_close_at: string | null;
            /**
             * Reserved
             * @description Places that pools keep for schools, beyond what these have claimed
             */
            reserved: number;
            /** Reviews */
            reviews: ("SCHOOL" | "CLASS")[];
            /**
             * Revision
             * @description Rises with every change of the class or its meetings
             */
            revision: number;
            /** School Id */
            school_id: string | null;
            /** Second Closes At */
            second_closes_at: string | null;
            /** Second Opens At */
            second_opens_at: string | null;
            /** Second Opens Pools */
            second_opens_pools: boolean;
            /**
             * Status
             * @enum {string}
             */
            status: "SCHEDULED" | "CANCELLED";
            /**
             * Taken
             * @description Places held by confirmed enrolments
             */
            taken: number;
            /** Title */
            title: string;
            /**
             * Unplanned Reason
             * @description Why it is held beside the published plan
             */
            unplanned_reason: string | null;
            /**
             * Unshared
             * @description Places that nobody can have before what `awaits` names has happened
             */
            unshared: number;
            /**
             * Waiting
             * @description How many wait for a place
             */
            waiting: number;
        };
        /**
         * ClassUpdateAnswer
         * @description A class that has not begun, and what the amended plan would change in it.
         */
        ClassUpdateAnswer: {
            /** Changes */
            changes: components["schemas"]["ClassChangeAnswer"][];
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /**
             * Item Id
             * Format: uuid
             */
            item_id: string;
            /**
             * Revision
             * @description The plan's, to be named when it is applied
             */
            revision: number;
            /** Title */
            title: string;
        };
        /** ClassUpdateRequest */
        ClassUpdateRequest: {
            /**
             * Only
             * @description These fields alone; everything when left out
             */
            only?: ("TITLE" | "SEATS" | "TIME" | "PLACE" | "PERSON" | "CONTENT" | "HOURS" | "CATEGORY")[] | null;
            /**
             * Revision
             * @description The revision of the plan that was read
             */
            revision: number;
        };
        /**
         * ClassUpdateResponse
         * @description What was changed in the class, and what was left as it was.
         */
        ClassUpdateResponse: {
            /** Changes */
            changes: components["schemas"]["ClassChangeAnswer"][];
            /**
             * Clashing Enrolment Ids
             * @description Enrolments of this class whose teacher has another class at that time
             */
            clashing_enrolment_ids: string[];
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /**
             * Item Id
             * Format: uuid
             */
            item_id: string;
            /** Left */
            left: components["schemas"]["ClassChangeAnswer"][];
            /**
             * Revision
             * @description The plan's, to be named when it is applied
             */
            revision: number;
            /** Title */
            title: string;
        };
        /** ClassUpdatesResponse */
        ClassUpdatesResponse: {
            /** Items */
            items: components["schemas"]["ClassUpdateAnswer"][];
        };
        /** DecisionRequest */
        DecisionRequest: {
            /**
             * Decision
             * @enum {string}
             */
            decision: "APPROVED" | "RETURNED";
            /**
             * Reason
             * @description Needed for returning
             */
            reason?: string | null;
            /**
             * Revision
             * @description The revision that was read
             */
            revision: number;
        };
        /** Declaration */
        Declaration: {
            /** Clause Id */
            clause_id: string;
            /** Words */
            words: string;
        };
        /**
         * EligibilityFinding
         * @description One reason why a teacher may not enter, or why that cannot be known.
         */
        EligibilityFinding: {
            /**
             * Barred
             * @description False where a fact is missing that would decide
             */
            barred: boolean;
            /** Cited */
            cited: components["schemas"]["CitedEntry"][];
            /**
             * Clause Id
             * @description Of the pack; AUDIENCE where the program is for others; LIMIT-… where a limit is reached
             */
            clause_id: string;
            /** Code */
            code: string;
            /**
             * Missing
             * @description Facts that nobody has stated
             */
            missing: string[];
            /**
             * Override
             * @description Whether a nomination may set it aside with a reason
             * @enum {string}
             */
            override: "with_reason" | "never";
            /**
             * Quote
             * @description The words of the source, verbatim
             */
            quote: string;
            /** Reason En */
            reason_en: string;
            /** Reason Zh */
            reason_zh: string;
            /** Source */
            source: string;
        };
        /**
         * EligibilityResponse
         * @description Whether a teacher may enter a class today, by the pack in force for him, the program and the limits.
         */
        EligibilityResponse: {
            /** @description Bars like a finding; a nomination may accept it with `accept_clash` */
            clash?: components["schemas"]["ClashingClass"] | null;
            /** Content Hash */
            content_hash: string | null;
            /**
             * Declares
             * @description What the school declares by nominating, in words
             */
            declares: components["schemas"]["Declaration"][];
            /**
             * Enrolment Id
             * @description Of the place, number or application there is already
             */
            enrolment_id?: string | null;
            /** Enrolment Status */
            enrolment_status?: ("PENDING" | "APPLIED" | "WAITING" | "OFFERED" | "CONFIRMED" | "RETURNED" | "WITHDRAWN") | null;
            /**
             * Exempted
             * @description Need not be done this year: told so that nobody trains in vain, bars nobody
             */
            exempted?: components["schemas"]["Exemption"][];
            /** Findings */
            findings: components["schemas"]["EligibilityFinding"][];
            /**
             * First Review
             * @description Whose review an application of his own would await first; CLASS also of a teacher who would be a guest in a school's own class
             */
            first_review?: ("SCHOOL" | "CLASS") | null;
            /** Overridable */
            overridable: boolean;
            /**
             * Pack Id
             * @description Null where no pack says who may enter
             */
            pack_id: string | null;
            /**
             * Result
             * @enum {string}
             */
            result: "OPEN" | "BARRED" | "UNDETERMINED";
        };
        /**
         * EnrolmentRequest
         * @description A teacher enrols for himself.
         */
        EnrolmentRequest: {
            /**
             * Accept Waiting
             * @description Stand in line where no place is free
             * @default true
             */
            accept_waiting: boolean;
        };
        /**
         * EnrolmentResponse
         * @description A place in a class, or a number in its line. School, title and post are those of the day it was confirmed.
         */
        EnrolmentResponse: {
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /** Confirmed At */
            confirmed_at: string | null;
            /**
             * Enrolment Id
             * Format: uuid
             */
            enrolment_id: string;
            /**
             * Entered At
             * Format: date-time
             */
            entered_at: string;
            /**
             * Group Id
             * @description Those who enter together or not at all
             */
            group_id: string | null;
            /** Post */
            post: string;
            /** Priority */
            priority: number;
            /**
             * Review
             * @description Whose review a PENDING one awaits
             */
            review: ("SCHOOL" | "CLASS") | null;
            /** Revision */
            revision: number;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /**
             * Source
             * @enum {string}
             */
            source: "SELF" | "NOMINATION" | "GROUP" | "REPLACEMENT";
            /**
             * Status
             * @enum {string}
             */
            status: "PENDING" | "APPLIED" | "WAITING" | "OFFERED" | "CONFIRMED" | "RETURNED" | "WITHDRAWN";
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /** Title */
            title: string | null;
            /** Title Tier */
            title_tier: string | null;
            /**
             * Waiting Position
             * @description 1 is the head of the line; null unless WAITING
             */
            waiting_position?: number | null;
            /**
             * Withdrawal Reason
             * @description In Chinese, or in the words of who withdrew it
             */
            withdrawal_reason: string | null;
            /**
             * Withdrawal Reason En
             * @description The same in English; the words of who withdrew it as they are
             */
            withdrawal_reason_en?: string | null;
            /** Withdrawn At */
            withdrawn_at: string | null;
        };
        /** EntryLimitEndRequest */
        EntryLimitEndRequest: {
            /** Reason */
            reason: string;
        };
        /**
         * EntryLimitRequest
         * @description At most so many classes or hours a year or semester, or nobody who was trained at a level before.
         */
        EntryLimitRequest: {
            /**
             * Alike
             * @description What is counted together: ANY, of the same KIND, or of the PROGRAM
             * @default ANY
             * @enum {string}
             */
            alike: "ANY" | "KIND" | "PROGRAM";
            /**
             * Class Id
             * @description Only for this class; both null: in the whole district
             */
            class_id?: string | null;
            /**
             * Levels
             * @description Counts only these levels; empty: all, with TRAINED the program's own
             */
            levels?: string[];
            /**
             * Measure
             * @description CLASSES or HOURS are counted; TRAINED bars who has an entry of such training in the book
             * @enum {string}
             */
            measure: "CLASSES" | "HOURS" | "TRAINED";
            /**
             * Most
             * @description Classes or hours, the class to be entered included
             */
            most?: string | null;
            /**
             * Override
             * @description Whether a reason may let somebody in all the same
             * @default with_reason
             * @enum {string}
             */
            override: "with_reason" | "never";
            /**
             * Per
             * @description The pack's year or the semester in which a class begins
             */
            per?: ("YEAR" | "SEMESTER") | null;
            /**
             * Program Id
             * @description Only for the classes of this program
             */
            program_id?: string | null;
            /**
             * Within Years
             * @description With TRAINED: only what was earned in the last years
             */
            within_years?: number | null;
            /**
             * Words
             * @description What people are told, and where it stands
             */
            words: string;
        };
        /**
         * EntryLimitResponse
         * @description A limit; `ended_at` null means that it is in force.
         */
        EntryLimitResponse: {
            /**
             * Alike
             * @enum {string}
             */
            alike: "ANY" | "KIND" | "PROGRAM";
            /** Class Id */
            class_id: string | null;
            /** End Reason */
            end_reason: string | null;
            /** Ended At */
            ended_at: string | null;
            /** Ended By */
            ended_by: string | null;
            /** Levels */
            levels: string[];
            /**
             * Limit Id
             * Format: uuid
             */
            limit_id: string;
            /**
             * Measure
             * @enum {string}
             */
            measure: "CLASSES" | "HOURS" | "TRAINED";
            /** Most */
            most: string | null;
            /**
             * Override
             * @enum {string}
             */
            override: "with_reason" | "never";
            /** Per */
            per: ("YEAR" | "SEMESTER") | null;
            /** Program Id */
            program_id: string | null;
            /**
             * Set At
             * Format: date-time
             */
            set_at: string;
            /**
             * Set By
             * Format: uuid
             */
            set_by: string;
            /** Within Years */
            within_years: number | null;
            /** Words */
            words: string;
        };
        /**
         * ExcuseRequest
         * @description Whether the no-show is excused, and why.
         */
        ExcuseRequest: {
            /** Excused */
            excused: boolean;
            /** Reason */
            reason: string;
        };
        /**
         * ExcuseResponse
         * @description One decision about an absence, in order; the last holds.
         */
        ExcuseResponse: {
            /**
             * Decided At
             * Format: date-time
             */
            decided_at: string;
            /**
             * Decided By
             * Format: uuid
             */
            decided_by: string;
            /** Excused */
            excused: boolean;
            /** Reason */
            reason: string;
        };
        /** ExcusedAbsenceResponse */
        ExcusedAbsenceResponse: {
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /** Decisions */
            decisions: components["schemas"]["ExcuseResponse"][];
            /**
             * Enrolment Id
             * Format: uuid
             */
            enrolment_id: string;
            /**
             * Excused
             * @description By the last decision about it
             */
            excused: boolean;
            /**
             * Meetings
             * @description What was missed
             */
            meetings: components["schemas"]["MissedMeeting"][];
            /**
             * Noted At
             * Format: date-time
             */
            noted_at: string;
            /**
             * Revision
             * @description Of the settlement that says so
             */
            revision: number;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /**
         * Exemption
         * @description A duty from which the teacher is excused this year, or for the whole cycle where `period` is null.
         */
        Exemption: {
            /** Clause Id */
            clause_id: string;
            /** Period */
            period: string | null;
            /** Quote */
            quote: string;
            /** Sentence En */
            sentence_en: string;
            /** Sentence Zh */
            sentence_zh: string;
            /** Source */
            source: string;
            /** Title En */
            title_en: string;
            /** Title Zh */
            title_zh: string;
        };
        /**
         * ExpenseRequest
         * @description Yuan spent under a plan; `receipt` is where the paper can be found.
         */
        ExpenseRequest: {
            /**
             * Amount
             * @description Yuan, to the fen
             */
            amount: string;
            /** Item Id */
            item_id?: string | null;
            /** Kind */
            kind: string;
            /** Note */
            note?: string | null;
            /** Receipt */
            receipt?: string | null;
            /**
             * Spent On
             * Format: date
             * @description In a calendar year that the plan touches
             */
            spent_on: string;
        };
        /** ExpenseResponse */
        ExpenseResponse: {
            /** Amount */
            amount: string;
            /**
             * Expense Id
             * Format: uuid
             */
            expense_id: string;
            /** Item Id */
            item_id: string | null;
            /** Kind */
            kind: string;
            /** Note */
            note: string | null;
            /**
             * Plan Id
             * Format: uuid
             */
            plan_id: string;
            /** Receipt */
            receipt: string | null;
            /**
             * Recorded At
             * Format: date-time
             */
            recorded_at: string;
            /**
             * Recorded By
             * Format: uuid
             */
            recorded_by: string;
            /** Retracted At */
            retracted_at: string | null;
            /** Retracted By */
            retracted_by: string | null;
            /** Retraction Reason */
            retraction_reason: string | null;
            /**
             * Spent On
             * Format: date
             */
            spent_on: string;
        };
        /** FiguresAnswer */
        FiguresAnswer: {
            /**
             * Hours Held
             * @description Of meetings that have ended
             */
            hours_held: string;
            /** Hours Planned */
            hours_planned: string;
            /**
             * Hours Scheduled
             * @description Of meetings that take place, whether held or not
             */
            hours_scheduled: string;
            /**
             * Seats Opened
             * @description Places of classes that were not cancelled
             */
            seats_opened: number;
            /** Seats Planned */
            seats_planned: number;
            /**
             * Seats Taken
             * @description Confirmed enrolments
             */
            seats_taken: number;
        };
        /** GoalAnswer */
        GoalAnswer: {
            /**
             * Goal Id
             * Format: uuid
             */
            goal_id: string;
            /**
             * Measure
             * @enum {string}
             */
            measure: "SEND_RATE" | "COVERAGE_RATE" | "SEATS_TAKEN_RATE" | "ITEMS_OPENED_RATE" | "HOURS_HELD_RATE" | "ATTENDANCE_RATE" | "COMPLETION_RATE" | "PASS_RATE" | "EXCELLENCE_RATE" | "OTHER";
            /** Target Percent */
            target_percent: string | null;
            /** Text */
            text: string;
        };
        /**
         * GoalBody
         * @description A goal; `target_percent` is the rate aimed at.
         */
        GoalBody: {
            /**
             * Goal Id
             * @description Of a goal that is known; null gives it one
             */
            goal_id?: string | null;
            /**
             * Measure
             * @default OTHER
             * @enum {string}
             */
            measure: "SEND_RATE" | "COVERAGE_RATE" | "SEATS_TAKEN_RATE" | "ITEMS_OPENED_RATE" | "HOURS_HELD_RATE" | "ATTENDANCE_RATE" | "COMPLETION_RATE" | "PASS_RATE" | "EXCELLENCE_RATE" | "OTHER";
            /** Target Percent */
            target_percent?: string | null;
            /** Text */
            text: string;
        };
        /**
         * GoalProgressAnswer
         * @description How far a goal is; numbers are null while nothing is below the line, and where a goal is in words only.
         *
         *     Attendance and results count as soon as a class is settled and its outcomes are final, and follow corrections.
         */
        GoalProgressAnswer: {
            /**
             * Counted
             * @description Above the line of the rate
             */
            counted: string | null;
            /** Formula En */
            formula_en: string | null;
            /** Formula Zh */
            formula_zh: string | null;
            goal: components["schemas"]["GoalAnswer"];
            /**
             * Out Of
             * @description Below the line
             */
            out_of: string | null;
            /**
             * Percent
             * @description Cut off after two places
             */
            percent: string | null;
            /**
             * Reached
             * @description By the exact numbers; null without a target
             */
            reached: boolean | null;
        };
        /** GrantBody */
        GrantBody: {
            /** Reason */
            reason: string;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /**
             * Seats
             * @description 0 refuses
             */
            seats: number;
        };
        /**
         * GroupRequest
         * @description Colleagues of one school who enter together or not at all.
         */
        GroupRequest: {
            /**
             * Accept Waiting
             * @description Stand in line as one where not enough places are free
             * @default true
             */
            accept_waiting: boolean;
            /** Overrides */
            overrides?: components["schemas"]["OverrideRequest"][];
            /** Teacher Ids */
            teacher_ids: string[];
        };
        /**
         * GroupResponse
         * @description A group as it entered: all CONFIRMED, or all WAITING with the position of its first.
         */
        GroupResponse: {
            /** Enrolments */
            enrolments: components["schemas"]["EnrolmentResponse"][];
            /**
             * Group Id
             * Format: uuid
             */
            group_id: string;
            /**
             * Status
             * @enum {string}
             */
            status: "PENDING" | "APPLIED" | "WAITING" | "OFFERED" | "CONFIRMED" | "RETURNED" | "WITHDRAWN";
            /** Waiting Position */
            waiting_position: number | null;
        };
        /** ItemAnswer */
        ItemAnswer: {
            audience: components["schemas"]["AudienceAnswer"];
            /** Category */
            category: string;
            /** Credits */
            credits: string | null;
            /** Ends At */
            ends_at: string | null;
            /** Headcount */
            headcount: number | null;
            /** Hours */
            hours: string;
            /**
             * Item Id
             * Format: uuid
             */
            item_id: string;
            /** Mode */
            mode: string;
            /** Place */
            place: string | null;
            /** Seats */
            seats: number | null;
            /** Speaker */
            speaker: string | null;
            /** Starts At */
            starts_at: string | null;
            /** Time Note */
            time_note: string | null;
            /** Title */
            title: string;
            /**
             * To Be Decided
             * @description While anything is, a class of it takes no sign-in
             */
            to_be_decided: ("TIME" | "PLACE" | "PERSON" | "CONTENT")[];
            /** Topic */
            topic: string | null;
        };
        /**
         * ItemBody
         * @description A training with the four fixed: time, place, person (`speaker`) and content (`topic`); null is to be decided.
         */
        ItemBody: {
            audience?: components["schemas"]["AudienceBody"];
            /**
             * Category
             * @description A category of the pack in force
             */
            category: string;
            /**
             * Credits
             * @description Where the plan says so; else the pack decides
             */
            credits?: string | null;
            /** Ends At */
            ends_at?: string | null;
            /** Headcount */
            headcount?: number | null;
            /**
             * Hours
             * @description A decimal of at most 4 places, as text
             */
            hours: string;
            /**
             * Item Id
             * @description Of an item that is known; null gives it one
             */
            item_id?: string | null;
            /**
             * Mode
             * @description A mode of the pack in force
             */
            mode: string;
            /** Place */
            place?: string | null;
            /** Seats */
            seats?: number | null;
            /** Speaker */
            speaker?: string | null;
            /** Starts At */
            starts_at?: string | null;
            /**
             * Time Note
             * @description Roughly when, as long as the time is open
             */
            time_note?: string | null;
            /** Title */
            title: string;
            /** Topic */
            topic?: string | null;
        };
        /**
         * ItemClassRequest
         * @description A class for an item: what is not said is as the item has it.
         */
        ItemClassRequest: {
            /** Capacity */
            capacity?: number | null;
            /**
             * Closes At
             * Format: date-time
             */
            closes_at: string;
            /**
             * Direction
             * @description Who shares the places out: OPEN first come, QUOTA the district to schools, REQUESTS the district to schools that asked, ALLOCATION the district among those who applied. Until they are shared out nobody gets a place: `awaits` of the answer says what comes next
             * @default OPEN
             * @enum {string}
             */
            direction: "OPEN" | "QUOTA" | "REQUESTS" | "ALLOCATION";
            /**
             * Head Teacher Id
             * @description Account of the head teacher, who leads the class
             */
            head_teacher_id?: string | null;
            /** Leader Ids */
            leader_ids?: string[];
            /** Offer Minutes */
            offer_minutes?: number | null;
            /**
             * Opens At
             * Format: date-time
             */
            opens_at: string;
            /** Pools */
            pools?: components["schemas"]["PoolBody"][];
            /**
             * Requests Close At
             * @description For REQUESTS: until when schools ask; by default until `closes_at`
             */
            requests_close_at?: string | null;
            /**
             * Reviews
             * @description Whose reviews an application needs before it gets a place
             */
            reviews?: ("SCHOOL" | "CLASS")[];
            second_round?: components["schemas"]["RoundBody"] | null;
            /**
             * Second Round Opens Pools
             * @description When the second round opens, places kept for schools are for anybody
             * @default false
             */
            second_round_opens_pools: boolean;
            /** Title */
            title?: string | null;
        };
        /** ItemProgramRequest */
        ItemProgramRequest: {
            /**
             * Program Id
             * Format: uuid
             */
            program_id: string;
        };
        /** ItemProgramResponse */
        ItemProgramResponse: {
            /**
             * Item Id
             * Format: uuid
             */
            item_id: string;
            /**
             * Plan Id
             * Format: uuid
             */
            plan_id: string;
            /** Program Id */
            program_id: string | null;
        };
        /** ItemProgressAnswer */
        ItemProgressAnswer: {
            /** Class Ids */
            class_ids: string[];
            figures: components["schemas"]["FiguresAnswer"];
            item: components["schemas"]["ItemAnswer"];
            /** Program Id */
            program_id: string | null;
        };
        /**
         * KindBarredAnswer
         * @description A kind of expense that the clause does not allow.
         */
        KindBarredAnswer: {
            /** Kind */
            kind: string;
            /** Kind En */
            kind_en: string;
            /** Kind Zh */
            kind_zh: string;
            /** Planned */
            planned: string;
            /** Spent */
            spent: string;
        };
        /** ListedAbsenceResponse */
        ListedAbsenceResponse: {
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /** Class Title */
            class_title: string;
            /**
             * Enrolment Id
             * Format: uuid
             */
            enrolment_id: string;
            /** @description The last decision about it */
            excuse: components["schemas"]["ExcuseResponse"] | null;
            /**
             * Excused
             * @description By the last decision about it
             */
            excused: boolean;
            /**
             * Meetings
             * @description What was missed
             */
            meetings: components["schemas"]["MissedMeeting"][];
            /**
             * Noted At
             * Format: date-time
             */
            noted_at: string;
            /**
             * Revision
             * @description Of the settlement that says so
             */
            revision: number;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /** Staff Number */
            staff_number: string | null;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /** Teacher Name */
            teacher_name: string | null;
        };
        /** ListedEnrolmentResponse */
        ListedEnrolmentResponse: {
            /**
             * Clashes
             * @description Another class of the teacher meets at the same time
             */
            clashes: boolean;
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /**
             * Class Status
             * @enum {string}
             */
            class_status: "SCHEDULED" | "CANCELLED";
            /** Class Title */
            class_title: string;
            /** Confirmed At */
            confirmed_at: string | null;
            /**
             * Enrolment Id
             * Format: uuid
             */
            enrolment_id: string;
            /**
             * Entered At
             * Format: date-time
             */
            entered_at: string;
            /**
             * Group Id
             * @description Those who enter together or not at all
             */
            group_id: string | null;
            /**
             * Offer Expires At
             * @description Until when an OFFERED place can be accepted
             */
            offer_expires_at: string | null;
            /**
             * Overrides
             * @description Clauses set aside to let the teacher in
             */
            overrides: components["schemas"]["OverrideResponse"][];
            /** Post */
            post: string;
            /** Priority */
            priority: number;
            /**
             * Review
             * @description Whose review a PENDING one awaits
             */
            review: ("SCHOOL" | "CLASS") | null;
            /** Revision */
            revision: number;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /**
             * Source
             * @enum {string}
             */
            source: "SELF" | "NOMINATION" | "GROUP" | "REPLACEMENT";
            /** Staff Number */
            staff_number: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "PENDING" | "APPLIED" | "WAITING" | "OFFERED" | "CONFIRMED" | "RETURNED" | "WITHDRAWN";
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /** Teacher Name */
            teacher_name: string | null;
            /** Title */
            title: string | null;
            /** Title Tier */
            title_tier: string | null;
            /**
             * Waiting Position
             * @description 1 is the head of the line; null unless WAITING
             */
            waiting_position?: number | null;
            /**
             * Waiting Reason
             * @description Why who waits has no place: FULL; POOL_FULL, what is kept for his school is claimed; KEPT_FOR_SCHOOLS, what is free is kept for others; NOT_SHARED_OUT, the district has not shared the places out yet; NOT_IN_POST, NOT_ELIGIBLE, TIME_CLASH or GROUP_TOO_LARGE, a free place went past him for that; CLOSED, the class gives no more places
             */
            waiting_reason: ("FULL" | "POOL_FULL" | "KEPT_FOR_SCHOOLS" | "NOT_SHARED_OUT" | "NOT_IN_POST" | "NOT_ELIGIBLE" | "TIME_CLASH" | "GROUP_TOO_LARGE" | "CLOSED") | null;
            /**
             * Withdrawal Reason
             * @description In Chinese, or in the words of who withdrew it
             */
            withdrawal_reason: string | null;
            /**
             * Withdrawal Reason En
             * @description The same in English; the words of who withdrew it as they are
             */
            withdrawal_reason_en?: string | null;
            /** Withdrawn At */
            withdrawn_at: string | null;
        };
        /** ListedReplacementResponse */
        ListedReplacementResponse: {
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /**
             * Entering Enrolment Id
             * Format: uuid
             */
            entering_enrolment_id: string;
            /** Entering Name */
            entering_name: string | null;
            /** Entering Staff Number */
            entering_staff_number: string | null;
            /**
             * Entering Teacher Id
             * Format: uuid
             */
            entering_teacher_id: string;
            /**
             * Leaving Enrolment Id
             * Format: uuid
             */
            leaving_enrolment_id: string;
            /** Leaving Name */
            leaving_name: string | null;
            /** Leaving Staff Number */
            leaving_staff_number: string | null;
            /**
             * Leaving Teacher Id
             * Format: uuid
             */
            leaving_teacher_id: string;
            /** Reason */
            reason: string;
            /**
             * Replaced At
             * Format: date-time
             */
            replaced_at: string;
            /**
             * Replaced By
             * Format: uuid
             */
            replaced_by: string;
        };
        /**
         * MeetingRequest
         * @description A meeting (场次): time, place, speaker, topic, and the hours it is worth when attended in full.
         */
        MeetingRequest: {
            /**
             * Category
             * @description Overrides the program's category for these hours
             */
            category?: string | null;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Hours
             * @description A decimal of at most 4 places, as text
             */
            hours: string;
            /**
             * Hours Reason
             * @description Why it is worth more hours than one for every 15 minutes; refused without, else not needed
             */
            hours_reason?: string | null;
            /** Place */
            place?: string | null;
            /** Speaker */
            speaker?: string | null;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /** Topic */
            topic?: string | null;
        };
        /** MeetingResponse */
        MeetingResponse: {
            /** Cancelled */
            cancelled: boolean;
            /** Category */
            category: string | null;
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Hours */
            hours: string;
            /** Hours Reason */
            hours_reason: string | null;
            /**
             * Meeting Id
             * Format: uuid
             */
            meeting_id: string;
            /** Place */
            place: string | null;
            /** Speaker */
            speaker: string | null;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /** Topic */
            topic: string | null;
        };
        /** MissedMeeting */
        MissedMeeting: {
            /**
             * Meeting Id
             * Format: uuid
             */
            meeting_id: string;
            /**
             * On
             * Format: date
             */
            on: string;
        };
        /**
         * NominationCellFault
         * @description What is wrong in which cell; the value itself is never repeated.
         */
        NominationCellFault: {
            /** Code */
            code: string;
            /**
             * Column
             * @description The header of the column; empty where the whole row or sheet is meant
             */
            column: string;
            /** En */
            en: string;
            /**
             * Row
             * @description As the spreadsheet numbers it; the header is row 1
             */
            row: number;
            /** Sheet */
            sheet: string;
            /** Zh */
            zh: string;
        };
        /**
         * NominationFileItem
         * @description What became of one row.
         */
        NominationFileItem: {
            /** Enrolment Id */
            enrolment_id: string | null;
            problem: components["schemas"]["NominationFileProblem"] | null;
            /** Result */
            result: ("PENDING" | "APPLIED" | "WAITING" | "OFFERED" | "CONFIRMED" | "RETURNED" | "WITHDRAWN") | "REFUSED";
            /** Row */
            row: number;
            /** Sheet */
            sheet: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /**
             * Unchanged
             * @description Stood in the class already and stays as he stands
             */
            unchanged: boolean;
            /** Waiting Position */
            waiting_position: number | null;
        };
        /**
         * NominationFileProblem
         * @description Why one teacher was refused, in the words of a problem document.
         */
        NominationFileProblem: {
            /** Detail En */
            detail_en: string;
            /** Detail Zh */
            detail_zh: string;
            /** Facts */
            facts: {
                [key: string]: string;
            };
            /** Title En */
            title_en: string;
            /** Title Zh */
            title_zh: string;
            /** Type */
            type: string;
        };
        /**
         * NominationFileResponse
         * @description What a file of nominations did, or would do. With any error in a cell nothing is applied.
         */
        NominationFileResponse: {
            /** Applied */
            applied: boolean;
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /** Dry Run */
            dry_run: boolean;
            /** Errors */
            errors: components["schemas"]["NominationCellFault"][];
            /**
             * File Id
             * Format: uuid
             */
            file_id: string;
            /**
             * Items
             * @description Row by row, in the order of the file
             */
            items: components["schemas"]["NominationFileItem"][];
            /** Rows */
            rows: number;
            /** School Id */
            school_id: string | null;
            /**
             * Sent At
             * Format: date-time
             */
            sent_at: string;
            /**
             * Sent By
             * Format: uuid
             */
            sent_by: string;
        };
        /**
         * NominationProblem
         * @description Why one teacher of a list was refused, in the words of a problem document.
         */
        NominationProblem: {
            /** Detail */
            detail: string;
            /** Facts */
            facts: {
                [key: string]: string;
            };
            /** Status */
            status: number;
            /** Title */
            title: string;
            /** Type */
            type: string;
        };
        /** NominationResponse */
        NominationResponse: {
            /** Enrolment Id */
            enrolment_id?: string | null;
            problem?: components["schemas"]["NominationProblem"] | null;
            /**
             * Result
             * @enum {string}
             */
            result: "CONFIRMED" | "WAITING" | "PENDING" | "APPLIED" | "REFUSED";
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /** Waiting Position */
            waiting_position?: number | null;
        };
        /**
         * NominationsRequest
         * @description Teachers in the order in which they shall get places.
         */
        NominationsRequest: {
            /**
             * Accept Clash
             * @description Enrol although another class meets at the same time
             * @default false
             */
            accept_clash: boolean;
            /**
             * Accept Waiting
             * @description Stand in line where no place is free
             * @default true
             */
            accept_waiting: boolean;
            /**
             * Overrides
             * @description Reasons to let in whom a clause bars
             */
            overrides?: components["schemas"]["OverrideRequest"][];
            /**
             * Priority
             * @description For a class that allocates: 1 comes first; only the district gives it
             * @default 5
             */
            priority: number;
            /** Teacher Ids */
            teacher_ids: string[];
        };
        /**
         * NominationsResponse
         * @description One answer per teacher, in the order asked.
         */
        NominationsResponse: {
            /**
             * Applied
             * @description Await the allocation
             */
            applied: number;
            /** Confirmed */
            confirmed: number;
            /** Items */
            items: components["schemas"]["NominationResponse"][];
            /**
             * Pending
             * @description Await a review
             */
            pending: number;
            /** Refused */
            refused: number;
            /** Waiting */
            waiting: number;
        };
        /**
         * NoticeRequest
         * @description A notice of a plan. Its text is made from the plan; `words` stand below it as they are.
         */
        NoticeRequest: {
            /**
             * Asked School Ids
             * @description Empty asks every school
             */
            asked_school_ids?: string[];
            /** Class Ids */
            class_ids?: string[];
            /**
             * Item Ids
             * @description null names every item
             */
            item_ids?: string[] | null;
            /**
             * Reply By
             * @description Until when schools are to confirm it
             */
            reply_by?: string | null;
            /**
             * Title
             * @description Named after the plan when left out
             */
            title?: string | null;
            /** Words */
            words?: string | null;
        };
        /** NoticeResponse */
        NoticeResponse: {
            /** Asked School Ids */
            asked_school_ids: string[];
            /** Body */
            body: string;
            /** Cited As */
            cited_as: string;
            /** Class Ids */
            class_ids: string[];
            /**
             * Issued At
             * Format: date-time
             */
            issued_at: string;
            /**
             * Issued By
             * Format: uuid
             */
            issued_by: string;
            /** Item Ids */
            item_ids: string[];
            /**
             * Notice Id
             * Format: uuid
             */
            notice_id: string;
            /**
             * Number
             * @description Counted by its issuer: the district, or the school whose plan it is
             */
            number: number;
            /**
             * Plan Id
             * Format: uuid
             */
            plan_id: string;
            /** Plan Revision */
            plan_revision: number;
            /** Reply By */
            reply_by: string | null;
            /** School Id */
            school_id: string | null;
            /** Title */
            title: string;
            /** Withdrawal Reason */
            withdrawal_reason: string | null;
            /** Withdrawn At */
            withdrawn_at: string | null;
            /** Withdrawn By */
            withdrawn_by: string | null;
            /** Year */
            year: number;
        };
        /** NoticeWithdrawalRequest */
        NoticeWithdrawalRequest: {
            /** Reason */
            reason: string;
        };
        /**
         * OfferAnswerRequest
         * @description Whether the offered place is taken.
         */
        OfferAnswerRequest: {
            /**
             * Answer
             * @enum {string}
             */
            answer: "ACCEPT" | "DECLINE";
            /** Reason */
            reason?: string | null;
        };
        /**
         * OfferResponse
         * @description A place held for somebody from the line.
         */
        OfferResponse: {
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /**
             * Enrolment Id
             * Format: uuid
             */
            enrolment_id: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Offer Id
             * Format: uuid
             */
            offer_id: string;
            /**
             * Offered At
             * Format: date-time
             */
            offered_at: string;
            /** Settled At */
            settled_at: string | null;
            /**
             * Settled By
             * @description Null where time itself decided
             */
            settled_by: string | null;
            /** Staff Number */
            staff_number: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "OPEN" | "ACCEPTED" | "DECLINED" | "EXPIRED" | "TAKEN_BACK";
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /** Teacher Name */
            teacher_name: string | null;
        };
        /**
         * OfficialCodes
         * @description Codes of the national teacher system.
         */
        OfficialCodes: {
            /**
             * Level
             * @description 10, 20, 30, 40, 60 or 99
             */
            level: string;
            /**
             * Mode
             * @description 1, 2, 3, 4 or 9
             */
            mode: string;
        };
        /**
         * OverriddenResponse
         * @description Somebody who was let in although clauses or limits barred him, with each that a person set aside.
         */
        OverriddenResponse: {
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /** Class Title */
            class_title: string;
            /**
             * Enrolment Id
             * Format: uuid
             */
            enrolment_id: string;
            /** Overrides */
            overrides: components["schemas"]["OverrideResponse"][];
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /** Staff Number */
            staff_number: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "PENDING" | "APPLIED" | "WAITING" | "OFFERED" | "CONFIRMED" | "RETURNED" | "WITHDRAWN";
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /** Teacher Name */
            teacher_name: string | null;
        };
        /**
         * OverrideRequest
         * @description Why a teacher shall have a place although a clause bars him.
         */
        OverrideRequest: {
            /** Reason */
            reason: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /**
         * OverrideResponse
         * @description A clause that a person set aside for this enrolment.
         */
        OverrideResponse: {
            /** Bar */
            bar: string;
            /**
             * Cited
             * @description Entries of the book that the clause went by
             */
            cited: string[];
            /** Clause Id */
            clause_id: string;
            /**
             * Overridden At
             * Format: date-time
             */
            overridden_at: string;
            /**
             * Overridden By
             * Format: uuid
             * @description The account of who decided
             */
            overridden_by: string;
            /** Reason */
            reason: string;
        };
        /** Page[ClassResponse] */
        Page_ClassResponse_: {
            /** Items */
            items: components["schemas"]["ClassResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[EntryLimitResponse] */
        Page_EntryLimitResponse_: {
            /** Items */
            items: components["schemas"]["EntryLimitResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[ExpenseResponse] */
        Page_ExpenseResponse_: {
            /** Items */
            items: components["schemas"]["ExpenseResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[ListedAbsenceResponse] */
        Page_ListedAbsenceResponse_: {
            /** Items */
            items: components["schemas"]["ListedAbsenceResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[ListedEnrolmentResponse] */
        Page_ListedEnrolmentResponse_: {
            /** Items */
            items: components["schemas"]["ListedEnrolmentResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[ListedReplacementResponse] */
        Page_ListedReplacementResponse_: {
            /** Items */
            items: components["schemas"]["ListedReplacementResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[NoticeResponse] */
        Page_NoticeResponse_: {
            /** Items */
            items: components["schemas"]["NoticeResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[OfferResponse] */
        Page_OfferResponse_: {
            /** Items */
            items: components["schemas"]["OfferResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[OverriddenResponse] */
        Page_OverriddenResponse_: {
            /** Items */
            items: components["schemas"]["OverriddenResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[PendingApplicationResponse] */
        Page_PendingApplicationResponse_: {
            /** Items */
            items: components["schemas"]["PendingApplicationResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[PlanResponse] */
        Page_PlanResponse_: {
            /** Items */
            items: components["schemas"]["PlanResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[ProgramResponse] */
        Page_ProgramResponse_: {
            /** Items */
            items: components["schemas"]["ProgramResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[SeatRecordResponse] */
        Page_SeatRecordResponse_: {
            /** Items */
            items: components["schemas"]["SeatRecordResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /**
         * PendingApplicationResponse
         * @description An application that awaits a review, with who applied for which class.
         */
        PendingApplicationResponse: {
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /** Class Title */
            class_title: string;
            /** Confirmed At */
            confirmed_at: string | null;
            /**
             * Enrolment Id
             * Format: uuid
             */
            enrolment_id: string;
            /**
             * Entered At
             * Format: date-time
             */
            entered_at: string;
            /**
             * Group Id
             * @description Those who enter together or not at all
             */
            group_id: string | null;
            /** Post */
            post: string;
            /** Priority */
            priority: number;
            /**
             * Review
             * @description Whose review a PENDING one awaits
             */
            review: ("SCHOOL" | "CLASS") | null;
            /** Revision */
            revision: number;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /**
             * Source
             * @enum {string}
             */
            source: "SELF" | "NOMINATION" | "GROUP" | "REPLACEMENT";
            /** Staff Number */
            staff_number: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "PENDING" | "APPLIED" | "WAITING" | "OFFERED" | "CONFIRMED" | "RETURNED" | "WITHDRAWN";
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /** Teacher Name */
            teacher_name: string | null;
            /** Title */
            title: string | null;
            /** Title Tier */
            title_tier: string | null;
            /**
             * Waiting Position
             * @description 1 is the head of the line; null unless WAITING
             */
            waiting_position?: number | null;
            /**
             * Withdrawal Reason
             * @description In Chinese, or in the words of who withdrew it
             */
            withdrawal_reason: string | null;
            /**
             * Withdrawal Reason En
             * @description The same in English; the words of who withdrew it as they are
             */
            withdrawal_reason_en?: string | null;
            /** Withdrawn At */
            withdrawn_at: string | null;
        };
        /** PlanBudgetResponse */
        PlanBudgetResponse: {
            /**
             * Findings
             * @description Empty where no pack of the plan has a budget clause for it
             */
            findings: components["schemas"]["BudgetFindingAnswer"][];
            /** Lines */
            lines: components["schemas"]["BudgetLineAnswer"][];
            /**
             * Plan Id
             * Format: uuid
             */
            plan_id: string;
            /**
             * Spendings
             * @description Spent and not retracted, by year and kind
             */
            spendings: components["schemas"]["SpendingAnswer"][];
        };
        /**
         * PlanChangeAnswer
         * @description One thing that the amendment says differently, in words.
         */
        PlanChangeAnswer: {
            /** After */
            after: string | null;
            /** Before */
            before: string | null;
            /**
             * Field
             * @description null for what is added or removed whole
             */
            field: string | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "ADDED" | "REMOVED" | "CHANGED";
            /**
             * Needs Approval
             * @description false for when, where, by whom and on what: put_plan_content changes these at once
             */
            needs_approval: boolean;
            /**
             * Part
             * @enum {string}
             */
            part: "ITEM" | "GOAL" | "BUDGET";
            /**
             * Part Id
             * Format: uuid
             */
            part_id: string;
            /**
             * Title
             * @description Of the item, the goal or the line of money
             */
            title: string;
        };
        /**
         * PlanContentRequest
         * @description Everything the plan is to hold from now on. What has an id keeps it; ids may also be chosen by who writes.
         */
        PlanContentRequest: {
            /**
             * Based On
             * @description The revision read before: 412 when another was written since
             */
            based_on: number;
            /** Budget */
            budget?: components["schemas"]["BudgetLineBody"][];
            /** Goals */
            goals?: components["schemas"]["GoalBody"][];
            /** Items */
            items?: components["schemas"]["ItemBody"][];
            /**
             * Reason
             * @description Needed once the plan is published
             */
            reason?: string | null;
        };
        /**
         * PlanContentResponse
         * @description What a plan holds; `budget` is empty for who may not see its money.
         */
        PlanContentResponse: {
            /** Budget */
            budget: components["schemas"]["BudgetLineAnswer"][];
            /** Goals */
            goals: components["schemas"]["GoalAnswer"][];
            /** Items */
            items: components["schemas"]["PlannedItemAnswer"][];
            /**
             * Plan Id
             * Format: uuid
             */
            plan_id: string;
            /** Reason */
            reason: string | null;
            /** Revision */
            revision: number;
            /**
             * Status
             * @enum {string}
             */
            status: "DRAFT" | "SUBMITTED" | "RETURNED" | "APPROVED" | "PUBLISHED";
            /**
             * Totals
             * @description Hours and credits planned by category and mode
             */
            totals: components["schemas"]["PlanTotalAnswer"][];
            /** Written At */
            written_at: string | null;
            /** Written By */
            written_by: string | null;
        };
        /** PlanProgressResponse */
        PlanProgressResponse: {
            /**
             * Budget Planned
             * @description Yuan; null for who may not see the money
             */
            budget_planned: string | null;
            /** Budget Spent */
            budget_spent: string | null;
            figures: components["schemas"]["FiguresAnswer"];
            /** Goals */
            goals: components["schemas"]["GoalProgressAnswer"][];
            /** Items */
            items: components["schemas"]["ItemProgressAnswer"][];
            /**
             * Items Opened
             * @description Items with a class that was not cancelled
             */
            items_opened: number;
            /** Items Planned */
            items_planned: number;
            /**
             * Other Class Ids
             * @description Classes of the plan that belong to no single item
             */
            other_class_ids: string[];
            /**
             * Plan Id
             * Format: uuid
             */
            plan_id: string;
            /**
             * Unplanned
             * @description Classes beside the plan or ahead of it, with the reason given; they count in the figures
             */
            unplanned: components["schemas"]["UnplannedClassAnswer"][];
        };
        /**
         * PlanRequest
         * @description A plan of the district, or with `school_id` of one school.
         */
        PlanRequest: {
            /**
             * Ends On
             * Format: date
             */
            ends_on: string;
            /**
             * Period
             * @default YEAR
             * @enum {string}
             */
            period: "YEAR" | "SEMESTER";
            /** School Id */
            school_id?: string | null;
            /**
             * Starts On
             * Format: date
             */
            starts_on: string;
            /** Title */
            title: string;
        };
        /** PlanResponse */
        PlanResponse: {
            /**
             * Ends On
             * Format: date
             */
            ends_on: string;
            /**
             * Period
             * @enum {string}
             */
            period: "YEAR" | "SEMESTER";
            /**
             * Plan Id
             * Format: uuid
             */
            plan_id: string;
            /**
             * Revision
             * @description Counts what was written into the plan; 0 while it holds nothing
             */
            revision: number;
            /** School Id */
            school_id: string | null;
            /**
             * Starts On
             * Format: date
             */
            starts_on: string;
            /**
             * Status
             * @enum {string}
             */
            status: "DRAFT" | "SUBMITTED" | "RETURNED" | "APPROVED" | "PUBLISHED";
            /** Title */
            title: string;
        };
        /** PlanRevisionResponse */
        PlanRevisionResponse: {
            /** Reason */
            reason: string | null;
            /** Revision */
            revision: number;
            /**
             * Written At
             * Format: date-time
             */
            written_at: string;
            /**
             * Written By
             * Format: uuid
             */
            written_by: string;
        };
        /** PlanRevisionsResponse */
        PlanRevisionsResponse: {
            /** Items */
            items: components["schemas"]["PlanRevisionResponse"][];
        };
        /** PlanStepResponse */
        PlanStepResponse: {
            /**
             * Action
             * @enum {string}
             */
            action: "SUBMIT" | "APPROVE" | "RETURN" | "PUBLISH" | "AMEND";
            /** Reason */
            reason: string | null;
            /** Revision */
            revision: number;
            /** Step No */
            step_no: number;
            /**
             * Taken At
             * Format: date-time
             */
            taken_at: string;
            /**
             * Taken By
             * Format: uuid
             */
            taken_by: string;
        };
        /** PlanStepsResponse */
        PlanStepsResponse: {
            /** Items */
            items: components["schemas"]["PlanStepResponse"][];
        };
        /** PlanTotalAnswer */
        PlanTotalAnswer: {
            /** Category */
            category: string;
            /**
             * Credits
             * @description null where an item leaves its credits to the pack
             */
            credits: string | null;
            /** Hours */
            hours: string;
            /** Items */
            items: number;
            /** Mode */
            mode: string;
        };
        /** PlannedItemAnswer */
        PlannedItemAnswer: {
            audience: components["schemas"]["AudienceAnswer"];
            /** Category */
            category: string;
            /** Credits */
            credits: string | null;
            /** Ends At */
            ends_at: string | null;
            /** Headcount */
            headcount: number | null;
            /** Hours */
            hours: string;
            /**
             * Item Id
             * Format: uuid
             */
            item_id: string;
            /** Mode */
            mode: string;
            /** Place */
            place: string | null;
            /**
             * Program Id
             * @description The program that carries it out
             */
            program_id: string | null;
            /** Seats */
            seats: number | null;
            /** Speaker */
            speaker: string | null;
            /** Starts At */
            starts_at: string | null;
            /** Time Note */
            time_note: string | null;
            /** Title */
            title: string;
            /**
             * To Be Decided
             * @description While anything is, a class of it takes no sign-in
             */
            to_be_decided: ("TIME" | "PLACE" | "PERSON" | "CONTENT")[];
            /** Topic */
            topic: string | null;
        };
        /**
         * PoolBody
         * @description Places kept for one school, until they are claimed back.
         */
        PoolBody: {
            /**
             * Claim Back At
             * @description What is not claimed by then is for anybody
             */
            claim_back_at?: string | null;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /** Seats */
            seats: number;
        };
        /**
         * PoolResponse
         * @description Places kept for one school.
         */
        PoolResponse: {
            /** Claim Back At */
            claim_back_at: string | null;
            /**
             * Claimed
             * @description Places, confirmed or offered, that people of the school have
             */
            claimed: number;
            /**
             * Kept
             * @description Places still kept for the school alone
             */
            kept: number;
            /**
             * Returned At
             * @description Since when nothing is kept for the school any more
             */
            returned_at: string | null;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /** Seats */
            seats: number;
        };
        /**
         * PoolsRequest
         * @description Which schools places are kept for from now on, in full: a pool that is left out keeps nothing any more.
         */
        PoolsRequest: {
            /** Pools */
            pools: components["schemas"]["PoolBody"][];
            /** Reason */
            reason: string;
        };
        /**
         * PoolsResponse
         * @description The places of a class: `taken` + `held` + `reserved` + `unshared` + `places_left` = `capacity`.
         */
        PoolsResponse: {
            /** Capacity */
            capacity: number;
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /**
             * Direction
             * @enum {string}
             */
            direction: "OPEN" | "QUOTA" | "REQUESTS" | "ALLOCATION";
            /**
             * Held
             * @description Offered to people from the line
             */
            held: number;
            /**
             * Places Left
             * @description For anybody
             */
            places_left: number;
            /** Pools */
            pools: components["schemas"]["PoolResponse"][];
            /**
             * Reserved
             * @description Kept for schools, the sum of `kept`
             */
            reserved: number;
            /** Taken */
            taken: number;
            /**
             * Unshared
             * @description Not shared out yet: until then for nobody
             */
            unshared: number;
            /** Waiting */
            waiting: number;
        };
        /** PriorityRequest */
        PriorityRequest: {
            /**
             * Priority
             * @description 1 comes first; 5 unless said otherwise
             */
            priority: number;
            /** Reason */
            reason: string;
        };
        /** Problem */
        Problem: {
            detail: string;
            errors?: {
                code: string;
                detail_en?: string;
                /** @description What was asked for, never what was sent */
                detail_zh?: string;
                pointer: string;
            }[];
            facts?: {
                [key: string]: string;
            };
            instance: string;
            status: number;
            title: string;
            type: string;
        };
        /**
         * ProgramRequest
         * @description A program (培训项目). Level, mode, nature, kind and category are codes of the district's policy pack.
         */
        ProgramRequest: {
            audience?: components["schemas"]["AudienceBody"];
            /**
             * Category
             * @description A dotted path, such as ETHICS_LITERACY.ETHICS
             */
            category: string;
            /**
             * Code
             * @description Unique in the district
             */
            code: string;
            /**
             * Evidence
             * @description What its archive has to hold
             */
            evidence?: string[];
            /**
             * Hours
             * @description Hours of the whole program
             */
            hours: string;
            /**
             * Hours By Kind
             * @description Where told they make up `hours`
             */
            hours_by_kind?: {
                [key: string]: string;
            };
            /**
             * Item Ids
             * @description Items of the plan that it carries out
             */
            item_ids?: string[];
            /**
             * Kind
             * @description The kind of project by which tariffs and waivers go
             */
            kind: string;
            /**
             * Level
             * @description Who holds it, such as PROVINCIAL, COUNTY or SCHOOL
             */
            level: string;
            /**
             * Mode
             * @description How, such as CENTRALISED, ONLINE, OUTREACH or SCHOOL_BASED
             */
            mode: string;
            /**
             * Nature
             * @description Compulsory or elective, as the pack names it
             */
            nature: string;
            /**
             * Official Mode
             * @description The national system's code where `mode` does not tell: 1 for more than a month off work
             */
            official_mode?: ("1" | "2" | "3" | "4" | "9") | null;
            /**
             * Organised By Admin
             * @description Held by the education administration or by its order
             */
            organised_by_admin: boolean;
            /** Provider */
            provider: string;
            /**
             * Scheme
             * @description How it is assessed: ATTENDANCE, SCORED or THREE_STAGE
             */
            scheme: string;
            /** Tags */
            tags?: string[];
            /** Title */
            title: string;
        };
        /** ProgramResponse */
        ProgramResponse: {
            audience: components["schemas"]["AudienceAnswer"];
            /** Category */
            category: string;
            /** Code */
            code: string;
            /** Evidence */
            evidence: string[];
            /** Hours */
            hours: string;
            /** Hours By Kind */
            hours_by_kind: {
                [key: string]: string;
            };
            /** Kind */
            kind: string;
            /** Level */
            level: string;
            /** Mode */
            mode: string;
            /** Nature */
            nature: string;
            /** @description Level and mode in the codes of the national teacher system. */
            readonly official: components["schemas"]["OfficialCodes"];
            /** Official Mode */
            official_mode: ("1" | "2" | "3" | "4" | "9") | null;
            /** Organised By Admin */
            organised_by_admin: boolean;
            /**
             * Plan Id
             * Format: uuid
             */
            plan_id: string;
            /**
             * Program Id
             * Format: uuid
             */
            program_id: string;
            /** Provider */
            provider: string;
            /** Scheme */
            scheme: string;
            /** Tags */
            tags: string[];
            /** Title */
            title: string;
        };
        /**
         * RankedResponse
         * @description Where an applicant stands, and by what.
         */
        RankedResponse: {
            /**
             * Enrolment Id
             * Format: uuid
             */
            enrolment_id: string;
            /**
             * Entered At
             * Format: date-time
             * @description Third: who applied first
             */
            entered_at: string;
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "SEAT" | "LINE";
            /**
             * Priority
             * @description First criterion: 1 before 9
             */
            priority: number;
            /** Rank */
            rank: number;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /**
             * Turn
             * @description Second: the first of each school before the second of any
             */
            turn: number;
        };
        /** ReceiptResponse */
        ReceiptResponse: {
            /**
             * Read At
             * Format: date-time
             */
            read_at: string;
            /**
             * Read By
             * Format: uuid
             */
            read_by: string;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
        };
        /** ReceiptsResponse */
        ReceiptsResponse: {
            /** Items */
            items: components["schemas"]["ReceiptResponse"][];
            /**
             * Missing School Ids
             * @description Schools asked that have not confirmed yet
             */
            missing_school_ids: string[];
            /**
             * Notice Id
             * Format: uuid
             */
            notice_id: string;
        };
        /**
         * ReplacementRequest
         * @description Who takes the seat, and why.
         */
        ReplacementRequest: {
            /**
             * Override Reason
             * @description Why the newcomer is let in although a clause bars him
             */
            override_reason?: string | null;
            /** Reason */
            reason: string;
            /**
             * Teacher Id
             * Format: uuid
             * @description A teacher of the same school
             */
            teacher_id: string;
        };
        /**
         * ReplacementResponse
         * @description A seat that passed on; both enrolments stay on record.
         */
        ReplacementResponse: {
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /**
             * Entering Enrolment Id
             * Format: uuid
             */
            entering_enrolment_id: string;
            /**
             * Entering Teacher Id
             * Format: uuid
             */
            entering_teacher_id: string;
            /**
             * Leaving Enrolment Id
             * Format: uuid
             */
            leaving_enrolment_id: string;
            /**
             * Leaving Teacher Id
             * Format: uuid
             */
            leaving_teacher_id: string;
            /** Reason */
            reason: string;
            /**
             * Replaced At
             * Format: date-time
             */
            replaced_at: string;
            /**
             * Replaced By
             * Format: uuid
             */
            replaced_by: string;
        };
        /**
         * RescheduleRequest
         * @description What is to be known of the meeting from now on, in full.
         */
        RescheduleRequest: {
            /**
             * Cancelled
             * @default false
             */
            cancelled: boolean;
            /**
             * Category
             * @description Overrides the program's category for these hours
             */
            category?: string | null;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Hours
             * @description A decimal of at most 4 places, as text
             */
            hours: string;
            /**
             * Hours Reason
             * @description Why it is worth more hours than one for every 15 minutes; refused without, else not needed
             */
            hours_reason?: string | null;
            /** Place */
            place?: string | null;
            /** Speaker */
            speaker?: string | null;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /** Topic */
            topic?: string | null;
        };
        /** RetractionRequest */
        RetractionRequest: {
            /** Reason */
            reason: string;
        };
        /** ReviewHistoryResponse */
        ReviewHistoryResponse: {
            /**
             * Items
             * @description In the order in which it was decided
             */
            items: components["schemas"]["ReviewResponse"][];
        };
        /**
         * ReviewResponse
         * @description One decision about an application; an UNDONE names the step that it takes back.
         */
        ReviewResponse: {
            /**
             * Decided At
             * Format: date-time
             */
            decided_at: string;
            /**
             * Decided By
             * Format: uuid
             * @description The account of who decided
             */
            decided_by: string;
            /**
             * Decision
             * @enum {string}
             */
            decision: "APPROVED" | "RETURNED" | "UNDONE";
            /** Reason */
            reason: string | null;
            /**
             * Stage
             * @enum {string}
             */
            stage: "SCHOOL" | "CLASS";
            /** Step */
            step: number;
            /** Undoes */
            undoes: number | null;
        };
        /**
         * ReviewedResponse
         * @description What became of one application.
         */
        ReviewedResponse: {
            /**
             * Enrolment Id
             * Format: uuid
             */
            enrolment_id: string;
            problem?: components["schemas"]["NominationProblem"] | null;
            /** Result */
            result: ("APPROVED" | "RETURNED" | "UNDONE") | "REFUSED";
            /**
             * Review
             * @description Which review it awaits next
             */
            review?: ("SCHOOL" | "CLASS") | null;
            /**
             * Status
             * @description As it stands now; null where nothing was decided
             */
            status?: ("PENDING" | "APPLIED" | "WAITING" | "OFFERED" | "CONFIRMED" | "RETURNED" | "WITHDRAWN") | null;
            /** Waiting Position */
            waiting_position?: number | null;
        };
        /**
         * ReviewsRequest
         * @description One decision about many applications of a class.
         */
        ReviewsRequest: {
            /**
             * Decision
             * @description UNDO takes the last decision of this stage back
             * @enum {string}
             */
            decision: "APPROVE" | "RETURN" | "UNDO";
            /** Enrolment Ids */
            enrolment_ids: string[];
            /**
             * Reason
             * @description Needed to return and to undo
             */
            reason?: string | null;
            /**
             * Stage
             * @description Whose review this is: the school's of its people, or the class's
             * @enum {string}
             */
            stage: "SCHOOL" | "CLASS";
        };
        /**
         * ReviewsResponse
         * @description One answer per application, in the order asked.
         */
        ReviewsResponse: {
            /** Decided */
            decided: number;
            /** Items */
            items: components["schemas"]["ReviewedResponse"][];
            /** Refused */
            refused: number;
        };
        /**
         * RoundBody
         * @description When people may enrol: from `opens_at` until just before `closes_at`, never once the last meeting is over.
         */
        RoundBody: {
            /**
             * Closes At
             * Format: date-time
             */
            closes_at: string;
            /**
             * Opens At
             * Format: date-time
             */
            opens_at: string;
        };
        /**
         * RoundsRequest
         * @description When people may enrol from now on, in full: what is left out is no longer so.
         */
        RoundsRequest: {
            /**
             * Closes At
             * Format: date-time
             */
            closes_at: string;
            /** Offer Minutes */
            offer_minutes?: number | null;
            /**
             * Opens At
             * Format: date-time
             */
            opens_at: string;
            /** Reason */
            reason: string;
            second_round?: components["schemas"]["RoundBody"] | null;
            /**
             * Second Round Opens Pools
             * @default false
             */
            second_round_opens_pools: boolean;
        };
        /**
         * ScheduledMeetingResponse
         * @description A meeting as it now stands.
         */
        ScheduledMeetingResponse: {
            /** Cancelled */
            cancelled: boolean;
            /** Category */
            category: string | null;
            /**
             * Clashing Enrolment Ids
             * @description Enrolments of this class whose teacher has another class at that time
             */
            clashing_enrolment_ids: string[];
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Hours */
            hours: string;
            /** Hours Reason */
            hours_reason: string | null;
            /**
             * Meeting Id
             * Format: uuid
             */
            meeting_id: string;
            /** Place */
            place: string | null;
            /** Speaker */
            speaker: string | null;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /** Topic */
            topic: string | null;
        };
        /**
         * SeatGrantsRequest
         * @description What these schools get of what they asked for; granted places are kept for the school until claimed back.
         */
        SeatGrantsRequest: {
            /** Claim Back At */
            claim_back_at?: string | null;
            /** Grants */
            grants: components["schemas"]["GrantBody"][];
        };
        /**
         * SeatRecordResponse
         * @description One change of the places of a class.
         */
        SeatRecordResponse: {
            /** After */
            after: number | null;
            /** Before */
            before: number | null;
            /** Enrolment Id */
            enrolment_id: string | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "CAPACITY" | "ROUNDS" | "POOL" | "POOL_RETURNED" | "REQUEST" | "GRANT" | "PRIORITY" | "ALLOCATION" | "ADJUSTMENT";
            /** Reason */
            reason: string | null;
            /**
             * Recorded At
             * Format: date-time
             */
            recorded_at: string;
            /**
             * Recorded By
             * @description Null where a date that somebody had set came
             */
            recorded_by: string | null;
            /** School Id */
            school_id: string | null;
            /**
             * Seat Record Id
             * Format: uuid
             */
            seat_record_id: string;
        };
        /**
         * SeatRequestRequest
         * @description How many places a school asks for, how urgently, and why.
         */
        SeatRequestRequest: {
            /**
             * Priority
             * @description 1 is the most urgent
             */
            priority: number;
            /** Reason */
            reason: string;
            /** Seats */
            seats: number;
        };
        /** SeatRequestResponse */
        SeatRequestResponse: {
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /** Decided At */
            decided_at: string | null;
            /** Decided By */
            decided_by: string | null;
            /** Decision Reason */
            decision_reason: string | null;
            /** Granted */
            granted: number | null;
            /** Priority */
            priority: number;
            /** Reason */
            reason: string;
            /**
             * Requested At
             * Format: date-time
             */
            requested_at: string;
            /**
             * Requested By
             * Format: uuid
             */
            requested_by: string;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /** Seats */
            seats: number;
            /**
             * Status
             * @enum {string}
             */
            status: "ASKED" | "GRANTED" | "PARTLY_GRANTED" | "REFUSED";
        };
        /**
         * SeatRequestsResponse
         * @description The most urgent first, then who asked first.
         */
        SeatRequestsResponse: {
            /** Items */
            items: components["schemas"]["SeatRequestResponse"][];
        };
        /** SpendingAnswer */
        SpendingAnswer: {
            /** Amount */
            amount: string;
            /** Kind */
            kind: string;
            /** Year */
            year: number;
        };
        /** SubmissionRequest */
        SubmissionRequest: {
            /**
             * Revision
             * @description The revision that is handed in
             */
            revision: number;
        };
        /**
         * SummaryResponse
         * @description Counts of the district; places are those of classes that are not cancelled.
         */
        SummaryResponse: {
            /** Cancelled Meetings */
            cancelled_meetings: number;
            /** Classes */
            classes: {
                [key: string]: number;
            };
            /** Enrolments */
            enrolments: {
                [key: string]: number;
            };
            /** Meetings */
            meetings: number;
            /** Places */
            places: number;
            /** Places Taken */
            places_taken: number;
            /** Plans */
            plans: number;
            /** Programs */
            programs: number;
        };
        /**
         * UnplannedClassAnswer
         * @description A class that the plan did not hold when it was opened.
         */
        UnplannedClassAnswer: {
            /** Capacity */
            capacity: number;
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /** Hours Scheduled */
            hours_scheduled: string;
            /**
             * Opened At
             * Format: date-time
             */
            opened_at: string;
            /**
             * Opened By
             * Format: uuid
             */
            opened_by: string;
            /**
             * Reason
             * @description What was said when it was opened
             */
            reason: string | null;
            /** Title */
            title: string;
            /**
             * Why
             * @description NO_ITEM: its program carries out no item; PLAN_NOT_PUBLISHED: opened before publication
             * @enum {string}
             */
            why: "NO_ITEM" | "PLAN_NOT_PUBLISHED";
        };
        /** WithdrawalRequest */
        WithdrawalRequest: {
            /** Reason */
            reason: string;
        };
        /** Words */
        Words: {
            /** En */
            en: string;
            /** Zh */
            zh: string;
        };
    };
    responses: {
        /** @description Malformed, or the Idempotency-Key is missing */
        Problem400: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No valid token */
        Problem401: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not permitted for this role */
        Problem403: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Absent, or not visible to who asks */
        Problem404: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description In conflict with a fact, which the detail names */
        Problem409: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is too large */
        Problem413: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The media type is not supported */
        Problem415: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The content is not acceptable; `errors` points at the fields */
        Problem422: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Asked too often; try again after Retry-After seconds */
        Problem429: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Busy; try again after Retry-After seconds */
        Problem503: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    get_calendar: {
        parameters: {
            query?: never;
            header?: {
                "if-none-match"?: string | null;
            };
            path: {
                /** @description The secret end of the feed's address */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar": string;
                };
            };
            /** @description Nothing has changed since the tag given in If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_absences: {
        parameters: {
            query?: {
                class_id?: string | null;
                school_id?: string | null;
                /** @description How many items, at most 500 */
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
            };
            header?: never;
            path: {
                district_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ListedAbsenceResponse_"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_calendar_feeds: {
        parameters: {
            query?: {
                /** @description A calendar: whoever subscribed to it, as far as in reach */
                subject_id?: string | null;
            };
            header?: never;
            path: {
                district_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarFeedsResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    put_calendar_feed_revocation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                feed_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarFeedResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    put_calendar_feed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                kind: "TEACHER" | "SCHOOL" | "CLASS";
                subject_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarFeedResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_classes: {
        parameters: {
            query?: {
                program_id?: string | null;
                school_id?: string | null;
                /** @description How many items, at most 500 */
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
            };
            header?: never;
            path: {
                district_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ClassResponse_"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_class: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                class_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClassInFullResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    put_absence_excuse: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                class_id: string;
                teacher_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExcuseRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExcusedAbsenceResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_allocation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                class_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AllocationResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    put_allocation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                class_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AllocationRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClassResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    put_class_cancellation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                class_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancellationRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClassResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    put_capacity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                class_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CapacityRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClassResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_eligibility: {
        parameters: {
            query: {
                /** @description Oneself, a teacher of one's school, or of the district */
                teacher_id: string;
            };
            header?: never;
            path: {
                district_id: number;
                class_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EligibilityResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_enrolments: {
        parameters: {
            query?: {
                status?: ("PENDING" | "APPLIED" | "WAITING" | "OFFERED" | "CONFIRMED" | "RETURNED" | "WITHDRAWN") | null;
                /** @description How many items, at most 500 */
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
            };
            header?: never;
            path: {
                district_id: number;
                class_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ListedEnrolmentResponse_"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    post_enrolment: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                class_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnrolmentRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnrolmentResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    post_group: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                class_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    post_meeting: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                class_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeetingRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduledMeetingResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    post_nomination_file: {
        parameters: {
            query?: {
                /** @description Only say what would happen */
                dry_run?: boolean;
                /** @description Stand in line where no place is free */
                accept_waiting?: boolean;
                /** @description Enrol although another class meets at the same time */
                accept_clash?: boolean;
            };
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                class_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                "text/csv": string;
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NominationFileResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_nomination_template: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                class_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An xlsx workbook */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    post_nominations: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                class_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NominationsRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NominationsResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_offers: {
        parameters: {
            query?: {
                /** @description How many items, at most 500 */
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
            };
            header?: never;
            path: {
                district_id: number;
                class_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_OfferResponse_"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    put_class_plan_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                class_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClassUpdateRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClassUpdateResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_pools: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                class_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PoolsResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    put_pools: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                class_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PoolsRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PoolsResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_replacements: {
        parameters: {
            query?: {
                /** @description How many items, at most 500 */
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
            };
            header?: never;
            path: {
                district_id: number;
                class_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ListedReplacementResponse_"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    post_reviews: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                class_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviewsRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewsResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    put_rounds: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                class_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoundsRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClassResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    put_seat_grants: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                class_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SeatGrantsRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatRequestsResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_seat_records: {
        parameters: {
            query?: {
                /** @description How many items, at most 500 */
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
            };
            header?: never;
            path: {
                district_id: number;
                class_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_SeatRecordResponse_"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_seat_requests: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                class_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatRequestsResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    put_seat_request: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                class_id: string;
                school_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SeatRequestRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatRequestResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_eligibility_overrides: {
        parameters: {
            query?: {
                class_id?: string | null;
                /** @description How many items, at most 500 */
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
            };
            header?: never;
            path: {
                district_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_OverriddenResponse_"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    put_offer_answer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                enrolment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfferAnswerRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnrolmentResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    put_priority: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                enrolment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PriorityRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnrolmentResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    post_replacement: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                enrolment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplacementRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplacementResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_enrolment_reviews: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                enrolment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewHistoryResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    put_withdrawal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                enrolment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawalRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnrolmentResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_entry_limits: {
        parameters: {
            query?: {
                class_id?: string | null;
                /** @description How many items, at most 500 */
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
            };
            header?: never;
            path: {
                district_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_EntryLimitResponse_"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    post_entry_limit: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EntryLimitRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryLimitResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    put_entry_limit_end: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                limit_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EntryLimitEndRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryLimitResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    put_expense_retraction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                expense_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetractionRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExpenseResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    put_meeting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RescheduleRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduledMeetingResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_nomination_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                file_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NominationFileResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_notices: {
        parameters: {
            query?: {
                plan_id?: string | null;
                /** @description How many items, at most 500 */
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
            };
            header?: never;
            path: {
                district_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_NoticeResponse_"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_notice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                notice_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    put_notice_receipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                notice_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_notice_receipts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                notice_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptsResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    put_notice_withdrawal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                notice_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoticeWithdrawalRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_pending_reviews: {
        parameters: {
            query: {
                stage: "SCHOOL" | "CLASS";
                class_id?: string | null;
                /** @description How many items, at most 500 */
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
            };
            header?: never;
            path: {
                district_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_PendingApplicationResponse_"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    put_plan_amendment_decision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                amendment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AmendmentDecisionRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AmendmentResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    post_plan_item_class: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                item_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ItemClassRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClassInFullResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    put_plan_item_program: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                item_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ItemProgramRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemProgramResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_plans: {
        parameters: {
            query?: {
                school_id?: string | null;
                status?: ("DRAFT" | "SUBMITTED" | "RETURNED" | "APPROVED" | "PUBLISHED") | null;
                /** @description How many items, at most 500 */
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
            };
            header?: never;
            path: {
                district_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_PlanResponse_"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    post_plan: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_plan_amendments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AmendmentsResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    post_plan_amendment: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AmendmentRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AmendmentResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_plan_budget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanBudgetResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_plan_class_updates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClassUpdatesResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_plan_content: {
        parameters: {
            query?: {
                /** @description An earlier revision; the present one when left out */
                revision?: number | null;
            };
            header?: never;
            path: {
                district_id: number;
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanContentResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    put_plan_content: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanContentRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanContentResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    put_plan_decision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_plan_expenses: {
        parameters: {
            query?: {
                /** @description How many items, at most 500 */
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
            };
            header?: never;
            path: {
                district_id: number;
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ExpenseResponse_"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    post_plan_expense: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExpenseRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExpenseResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    post_notice: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoticeRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    post_program: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProgramRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProgramResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_plan_progress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanProgressResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_plan_revisions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanRevisionsResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_plan_steps: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanStepsResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    put_plan_submission: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubmissionRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_programs: {
        parameters: {
            query?: {
                plan_id?: string | null;
                /** @description How many items, at most 500 */
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
            };
            header?: never;
            path: {
                district_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ProgramResponse_"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_program: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                program_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProgramResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    post_class: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                program_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClassRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClassInFullResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_summary: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SummaryResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_teacher_enrolments: {
        parameters: {
            query?: {
                /** @description How many items, at most 500 */
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
            };
            header?: never;
            path: {
                district_id: number;
                teacher_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ListedEnrolmentResponse_"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
}
