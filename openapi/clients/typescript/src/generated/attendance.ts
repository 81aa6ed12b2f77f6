// Generated from openapi/attendance.json by `make clients`.

export interface paths {
    "/attendance/v1/districts/{district_id}/anomalies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is odd in the meetings of some days
         * @description The same for all classes of the district (of the own school) that met on these days.
         *
         *     422 `days-reversed` where the first comes after the last, `span-too-long` beyond seven days or 200 meetings: ask for
         *     fewer days.
         */
        get: operations["list_anomalies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/classes/{class_id}/anomalies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is odd about a class
         * @description What a person should look at in the meetings of a class, each with its evidence and the last word on it.
         *
         *     Several people on one device; two places too far apart for the time between; heads counted against check-ins; scans
         *     far from the place, or in the last second of a code's life; roll calls not answered. Looked for anew at each call:
         *     what was annulled meanwhile is gone, what has changed is open again.
         */
        get: operations["list_class_anomalies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/classes/{class_id}/anomalies/{anomaly_id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Clear or confirm an oddity
         * @description Say what was made of an oddity as it stands now, with the reason; kept with the evidence, never about oneself.
         *
         *     A later word stands beside the earlier one and counts. Nothing follows by itself: what is to follow is a correction
         *     or an annulment. 404 where the facts are no longer so.
         */
        put: operations["put_anomaly_decision"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/classes/{class_id}/leaves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The leaves of a class
         * @description The leaves from all meetings of a class in the order they were asked for, each with its decision.
         *
         *     All of them for who sees the class; a school that only sent people there has those of its own.
         */
        get: operations["list_leaves"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/classes/{class_id}/make-ups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The make-ups of a class
         * @description The make-ups of all meetings of a class in the order they were asked for, each with its decision.
         */
        get: operations["list_make_ups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/classes/{class_id}/settlement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The settlement of a class
         * @description The latest version, with the members that the asker may see; 404 while the class is not settled.
         */
        get: operations["get_settlement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/classes/{class_id}/settlement-preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What settling now would change
         * @description What settling at this moment would say otherwise than the version that stands; nothing is written.
         *
         *     No members: settling again would change nothing. 409 as of settling, but for `check-out-open`.
         */
        get: operations["get_settlement_preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/classes/{class_id}/settlements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The versions of a settlement
         * @description Every version with who settled when, the latest first; empty while the class is not settled.
         */
        get: operations["list_settlements"];
        put?: never;
        /**
         * Settle a class
         * @description Turn presence into recognised hours by the attendance rules of the pack, explained per member and meeting.
         *
         *     After the last meeting has ended (409 `settlement-too-early` before). 409 `check-out-open` while somebody who came
         *     has not checked out and still may, unless a `reason` not to wait is given, which is kept. Settled again after a
         *     correction it becomes the next version, and that is said to who builds on it; without a change the version that
         *     stands answers, 200. After the first settlement later corrections, annulments and leaves do that by themselves ten
         *     minutes later, and late check-outs a quarter of an hour after check-out has closed.
         */
        post: operations["post_settlement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/classes/{class_id}/settlements/{version}/difference": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a version changed
         * @description What this version says otherwise than the one before it, member by member and meeting by meeting, in exact hours.
         *
         *     The difference is what the compensation in the ledger comes to, once assessment has confirmed it.
         */
        get: operations["get_settlement_difference"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/classes/{class_id}/sign-in-book.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All sign-in books of a class on paper
         * @description The sign-in books of all meetings of a class in one PDF/A, each on pages of its own.
         *
         *     404 for a class without meetings; 422 `too-much-to-print` beyond 6,000 lines.
         */
        get: operations["get_class_book_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/classes/{class_id}/sign-in-book.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The sign-in books of a class as a spreadsheet
         * @description An xlsx file with a row a member and a column a meeting, the settled hours if there are some, and the meetings.
         *
         *     Settled hours are a number to add up, with four decimals, and the exact fraction beside it; who is settled stands at
         *     each meeting as the settlement has it.
         *
         *     422 `too-much-to-print` beyond 6,000 lines.
         */
        get: operations["get_class_book_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/classes/{class_id}/ticket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A check-in ticket
         * @description A ticket for the asking teacher and this class, good for 15 minutes of real time.
         *
         *     Fetched when the app opens the class, and presented at the bell in the Check-In-Ticket header.
         */
        get: operations["get_ticket"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/leaves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Leaves of all classes
         * @description Leaves from whatever class in the order they were asked for, with class, meeting and name.
         *
         *     A teacher's own; a trainer's classes; for a school its classes and its own people in any other; all of a district's.
         *     `only_open`: what waits for a decision.
         */
        get: operations["list_leaves_in_reach"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/leaves/{leave_id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Approve or refuse a leave
         * @description Decide a leave, once and never one's own. What an approved leave is worth is the pack's word.
         *
         *     For the class by who leads or runs it, or by the teacher's own school (`decided_for`): the school answers for its
         *     people wherever they learn, and the class sees at once on the board and in its leaves what was decided. The same
         *     decision again is the same decision; another one is refused, 409 `leave-already-decided`. None is approved for who
         *     was there, 409 `was-there`: what a correction gave is never raised by a leave.
         */
        put: operations["put_leave_decision"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/make-ups/{make_up_id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Approve or refuse a make-up
         * @description Decide a make-up, once and never one's own. An approved task counts at once, a meeting when it has been sat.
         *
         *     The same decision again is the same decision; another one is refused, 409 `make-up-already-decided`. 409
         *     `stands-in-already` where the meeting makes up another one, 409 `own-request` for who asked for it.
         */
        put: operations["put_make_up_decision"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/meetings/{meeting_id}/board": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The live board of a meeting
         * @description Server-sent events: a `board` with everybody at once, then `changed` with the lines that became others.
         *
         *     Each has the server's time, how many stand how, and lines of `{teacher_id, staff_number, name, listed, standing,
         *     entered_at, left_at, entry_grade, exit_grade}`; a change shows within about a second. For who sees the whole class.
         *     It ends with `closed` when no check-out is taken any more, and without after an hour at most: come again, with a
         *     fresh token. 503 with Retry-After when the process holds as many streams as it can.
         */
        get: operations["get_board"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/meetings/{meeting_id}/check-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Check in
         * @description Check the asking teacher in at a meeting with the code on the screen; the answer leaves after its commit.
         *
         *     With `code` as scanned, `number` as typed from beside it, or `scan`: what was exchanged before the login, which
         *     counts from the moment of the scan. 201 the first time, 200 with the same record ever after. 422 `code-invalid` for
         *     what is forged, stale, foreign or another teacher's, 409 `check-in-closed` outside the window (where a number is
         *     neither judged nor counted), 409 `tries-used-up` after ten numbers, 409 `check-in-annulled` for what was scanned
         *     before the check-in was annulled; each is kept as a refused scan, up to twenty a day of a kind. 422 `wrong-ticket`
         *     where a ticket and a token are both sent and are not of the same teacher: nobody is checked in. Who is not on the
         *     class list yet is recorded too, as `unlisted`. 503 with Retry-After when too many wait.
         */
        put: operations["put_check_in"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/meetings/{meeting_id}/check-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All check-ins of a meeting
         * @description Every check-in with its way, grade and distance, who entered it for somebody, and what annulled it.
         *
         *     By phase, roll, teacher and turn; annulled ones stay in the list. One that came before its enrolment was known is
         *     `listed` from the moment it is.
         */
        get: operations["list_check_ins"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/meetings/{meeting_id}/check-ins/{check_in_id}/annulment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Annul a check-in
         * @description Take the effect from a check-in that should not be, with the reason; never one's own. Nothing is deleted.
         *
         *     The teacher may check in again by a scan of a later moment, as the next turn. The same reason again is the same
         *     annulment (200); another one is refused, 409 `annulled-otherwise`. A class that was settled is settled anew by
         *     itself, some minutes later.
         */
        put: operations["put_annulment"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/meetings/{meeting_id}/check-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Check out
         * @description Check the asking teacher out of a meeting, from its beginning until an hour after its end; else as check-in.
         *
         *     What a meeting is worth that was entered but never left is the pack's word.
         */
        put: operations["put_check_out"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/meetings/{meeting_id}/code-stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The codes for the screen, as they come
         * @description Server-sent events: the body of get_codes with the server's time at the beginning of every ten-second step.
         *
         *     For whom get_codes is. It ends with an event `closed` when the meeting takes no more scans of the phase (409
         *     `check-in-closed` from then on), and without one after an hour at most: come again, with a fresh token. 503 with
         *     Retry-After when the process holds as many streams as it can.
         */
        get: operations["get_code_stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/meetings/{meeting_id}/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The codes for the screen
         * @description The rotating code of now and the next five, ten seconds each; a scan is accepted for three steps.
         *
         *     Beside each stands its six-digit number for phones without a camera. For the trainers who lead the class, the admins
         *     of its school and of the district. 409 `not-fixed` with the clause and what is missing, where the pack asks for a
         *     time, place, speaker or topic before people sign in. 409 `check-in-closed` when the meeting takes no more scans of
         *     the phase; before it takes any the codes are there, for who sets up the screen.
         */
        get: operations["get_codes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/meetings/{meeting_id}/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The corrections of a meeting
         * @description Every correction of a meeting with who made it, when and why, in the order they were made.
         */
        get: operations["list_corrections"];
        put?: never;
        /**
         * Correct a presence
         * @description Put a person's word beside what the scans say, with its reason; never about oneself. Nothing is edited.
         *
         *     The latest correction counts. Minutes count to the minute, without any grace, and are told as corrected: they are no
         *     coming late and no leaving early. A leave or make-up that is approved later never raises them. Where the class is
         *     settled already, a new version of the settlement follows by itself ten minutes later. Not before the meeting has
         *     begun.
         */
        post: operations["post_correction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/meetings/{meeting_id}/head-counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enter a head count
         * @description Keep how many heads were counted in the room, and say how many were checked in at that moment.
         *
         *     409 `not-counted` for a moment outside the meeting or still to come.
         */
        post: operations["post_head_count"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/meetings/{meeting_id}/helped-check-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check people in by a helper's device
         * @description Check in people who are there without a phone that works, by id, staff number, or name in the class list.
         *
         *     Judged like a scan of this moment, graded VOUCHED, with who vouches and why; never oneself. One answer per line:
         *     RECORDED, ALREADY (the check-in that stands), or REFUSED with the problem, as outside the window.
         */
        post: operations["post_helped_check_ins"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/meetings/{meeting_id}/leaves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for leave
         * @description Ask for the asking teacher's leave from one meeting of a class they are in, with its reason and evidence.
         *
         *     Where the pack lists kinds of leave one of them is named: 422 `leave-kind-unknown` with those it knows. 409
         *     `was-there` after the own check-in, or a correction that says so. The same request again is the same leave (200);
         *     another one is refused, 409 `leave-already-requested`.
         */
        post: operations["post_leave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/meetings/{meeting_id}/make-ups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a make-up
         * @description Ask that another meeting or a task stand in for a meeting that was missed; a teacher for oneself, who sees the
         *     class for its members.
         *
         *     409 `make-up-not-allowed`, `make-up-too-late` or `make-ups-used-up` as the pack says; `make-up-not-another` for a
         *     meeting that the teacher has to attend anyway; `was-there` after a check-in or a correction that says so;
         *     `make-up-already-requested` while another request is open or approved. 422 `task-not-done` for a task that was
         *     done on another day than one between the meeting and today. Once refused it may be asked for anew.
         */
        post: operations["post_make_up"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/meetings/{meeting_id}/offline-bundle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Take a bundle along for a device without a network
         * @description The list of a meeting, its windows and the keys of its codes, signed for the asking account; kept as issued.
         *
         *     With it a device shows and judges codes and checks people in without a network; see post_offline_upload. An account
         *     has one bundle of a meeting: asked for again (200) it is the same, with the list as it is by then. 409 `not-fixed`
         *     as for the codes, `check-in-closed` when the meeting takes no more scans.
         */
        put: operations["put_offline_bundle"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/meetings/{meeting_id}/offline-facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What devices brought
         * @description What devices brought to a meeting in the order of its times, each with what a person made of it.
         */
        get: operations["list_offline_facts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/meetings/{meeting_id}/offline-facts/{client_id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Accept or refuse what a device brought
         * @description Say whether a fact that waits shall count, once and never about oneself.
         *
         *     An accepted one counts beside the check-ins: the earlier coming and the later going are taken. What a clock told
         *     that stood more than 5 minutes off counts at the time by ours. 409 `nothing-to-review` for one that counts already,
         *     `already-reviewed` for another word than the one given; 422 `teacher-needed` where nobody has the staff number and
         *     the body does not say who is meant.
         */
        put: operations["put_offline_review"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/meetings/{meeting_id}/offline-uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring back what a device saw
         * @description Keep what a device saw with its bundle, each line at its own time, and answer line by line.
         *
         *     Idempotent by the ids that the device made: sent again, whole or in part, the same lines are the same facts. What
         *     cannot count at once (a clock 5 minutes off, later than 24 hours after the meeting, outside the windows, a staff
         *     number of nobody, a code that was not good then, another time than the one recorded, a time before the teacher's
         *     check-in was annulled) waits for a person with its reason; nothing is dropped. What counts is graded VOUCHED, with a
         *     code too, for the bundle holds the keys by which codes are made. 422 `bundle-invalid` for a ticket of another
         *     account, meeting or maker.
         */
        post: operations["post_offline_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/meetings/{meeting_id}/paper-lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enter a paper list
         * @description Enter the signatures of a paper list afterwards, graded PAPER, with who enters them, why, and where the paper is.
         *
         *     A line counts at the time written beside it, judged like a scan of that time; without one, from the beginning of the
         *     meeting or (leaving) to its end. A check-in that stands already is never replaced. One answer per line, as above.
         */
        post: operations["post_paper_list"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/meetings/{meeting_id}/position": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Where the place of a meeting is
         * @description Say where the place is, for all meetings of the class at it; the last word holds. 409 `no-place` without one.
         *
         *     From then on a scan that tells its coordinates keeps a word for the distance: NEAR (200 m), WITHIN_1_KM or FAR.
         */
        put: operations["put_place_position"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/meetings/{meeting_id}/refused-scans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Scans that were not taken
         * @description The refused scans of a meeting with their reasons, in the order they came. What was scanned is not kept.
         *
         *     Of one teacher, day and reason twenty are kept; the district's summary counts all of them.
         */
        get: operations["list_refused_scans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/meetings/{meeting_id}/roll-calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The rolls called in a meeting
         * @description Each roll with its times, how many answered, and how many the class list has; who did is in list_check_ins.
         */
        get: operations["list_roll_calls"];
        put?: never;
        /**
         * Call the roll
         * @description Open the next roll of a meeting that goes on, for some minutes; get_codes with phase ROLL then shows its codes.
         *
         *     One at a time (409 `roll-call-open`), at most twenty a meeting, never beyond its end.
         */
        post: operations["post_roll_call"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/meetings/{meeting_id}/roll-calls/{roll}/check-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Answer a roll call
         * @description Answer a roll called in the middle of a meeting while it is open; else as check-in.
         *
         *     It is kept per roll for who looks at the meeting, and changes no minutes.
         */
        put: operations["put_roll_check_in"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/meetings/{meeting_id}/sign-in-book": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The sign-in book
         * @description Who is expected, present, late, gone early, on leave or absent, with times.
         *
         *     A trainer sees the classes they lead, a school's admin its classes and its own teachers elsewhere, a teacher the own
         *     line. Who came without being on the class list stands there as not `listed`.
         */
        get: operations["get_meeting_book"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/meetings/{meeting_id}/sign-in-book.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The sign-in book on paper
         * @description The sign-in book of a meeting as PDF/A: times and remarks, a column to sign in, room for signatures and the seal.
         *
         *     Printed before the meeting it is the paper list; for who sees the whole class. 503 when many are being printed.
         */
        get: operations["get_meeting_book_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/meetings/{meeting_id}/sign-in-book.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The sign-in book as a spreadsheet
         * @description The sign-in book of a meeting as xlsx. Every cell is text; what looks like a formula has a ' before it.
         */
        get: operations["get_meeting_book_xlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attendance/v1/districts/{district_id}/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The district's presence in numbers
         * @description Check-ins by phase, refused scans by reason, leaves, corrections and settlements of the district.
         *
         *     An integration needs the scope `summary:read`.
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
    "/attendance/v1/scans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange a scan before the login
         * @description A good code, scanned by a phone on which nobody has logged in yet, as a signed text that keeps the moment.
         *
         *     No token is needed. Whoever logs in within 15 minutes and presents it as `scan` checks in as of this moment, so that
         *     a slow login loses nobody. It lets one teacher in: another one's is refused. 422 `code-invalid` else.
         */
        post: operations["post_scan"];
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
        /** AnnulmentRequest */
        AnnulmentRequest: {
            /** Reason */
            reason: string;
        };
        /** AnnulmentResponse */
        AnnulmentResponse: {
            /**
             * Annulled At
             * Format: date-time
             */
            annulled_at: string;
            /**
             * Annulled By
             * Format: uuid
             * @description The account that annulled; all zeros where the meeting was moved after it
             */
            annulled_by: string;
            /**
             * Check In Id
             * Format: uuid
             */
            check_in_id: string;
            /**
             * Reason
             * @description As the person wrote it, or in Chinese that the meeting was moved
             */
            reason: string;
            /**
             * Reason En
             * @description The same, or in English that the meeting was moved
             */
            reason_en: string;
        };
        /** AnomalyDecisionRequest */
        AnomalyDecisionRequest: {
            /** Reason */
            reason: string;
            /**
             * State
             * @enum {string}
             */
            state: "CLEARED" | "CONFIRMED";
        };
        /** AnomalyDecisionResponse */
        AnomalyDecisionResponse: {
            /**
             * Anomaly Id
             * Format: uuid
             */
            anomaly_id: string;
            /**
             * Decided At
             * Format: date-time
             */
            decided_at: string;
            /**
             * Decided By
             * Format: uuid
             * @description The account that decided
             */
            decided_by: string;
            /**
             * Decision Id
             * Format: uuid
             */
            decision_id: string;
            /** Reason */
            reason: string;
            state: components["schemas"]["AnomalyState"];
        };
        /**
         * AnomalyKind
         * @description What is odd about it.
         * @enum {string}
         */
        AnomalyKind: "SHARED_DEVICE" | "IMPOSSIBLE_TRAVEL" | "HEAD_COUNT" | "FAR_AWAY" | "LAST_SECOND" | "MISSED_ROLL" | "LATE_EXCHANGES";
        /**
         * AnomalyResponse
         * @description Something that a person should look at, with its evidence. It is no verdict, and nothing follows by itself.
         */
        AnomalyResponse: {
            /**
             * Anomaly Id
             * Format: uuid
             * @description The same facts have the same id
             */
            anomaly_id: string;
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /** @description The last word on it, also where it is open again */
            decision: components["schemas"]["AnomalyDecisionResponse"] | null;
            /** En */
            en: string;
            /** Evidence */
            evidence: {
                [key: string]: unknown;
            };
            kind: components["schemas"]["AnomalyKind"];
            /**
             * Meeting Id
             * Format: uuid
             */
            meeting_id: string;
            /** People */
            people: components["schemas"]["PersonResponse"][];
            /** @description OPEN again once the evidence has changed */
            state: components["schemas"]["AnomalyState"];
            /** Zh */
            zh: string;
        };
        /**
         * AnomalyState
         * @description What a person has made of it.
         * @enum {string}
         */
        AnomalyState: "OPEN" | "CLEARED" | "CONFIRMED";
        /**
         * BookAnnulled
         * @description A check-in that counts no more.
         */
        BookAnnulled: {
            phase: components["schemas"]["Phase"];
            /** Reason */
            reason: string;
            /** Reason En */
            reason_en: string;
            /**
             * Recorded At
             * Format: date-time
             */
            recorded_at: string;
        };
        /** BookLeave */
        BookLeave: {
            /**
             * Approved
             * @description null while nobody has decided
             */
            approved: boolean | null;
            /** Kind */
            kind: string | null;
            /**
             * Leave Id
             * Format: uuid
             */
            leave_id: string;
            /** Reason */
            reason: string;
        };
        /** BookLineResponse */
        BookLineResponse: {
            /**
             * Annulled
             * @description Check-ins that were annulled, in the order they came
             */
            annulled: components["schemas"]["BookAnnulled"][];
            correction: components["schemas"]["CorrectionResponse"] | null;
            /** Entered At */
            entered_at: string | null;
            /** @description What `entered_at` is proved by */
            entry_grade: components["schemas"]["Grade"] | null;
            /** @description The same of `left_at` */
            exit_grade: components["schemas"]["Grade"] | null;
            leave: components["schemas"]["BookLeave"] | null;
            /** Left At */
            left_at: string | null;
            /**
             * Listed
             * @description false: came, but is not on the class list
             */
            listed: boolean;
            make_up: components["schemas"]["BookMakeUp"] | null;
            /** Name */
            name: string;
            /**
             * Rolls
             * @description The roll calls that were answered
             */
            rolls: number[];
            /** School Id */
            school_id: string | null;
            /** Staff Number */
            staff_number: string;
            /** @description EXPECTED until check-in has closed */
            standing: components["schemas"]["Standing"];
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /** BookMakeUp */
        BookMakeUp: {
            /**
             * Approved
             * @description null while nobody has decided
             */
            approved: boolean | null;
            form: components["schemas"]["MakeUpForm"];
            /**
             * Make Up Id
             * Format: uuid
             */
            make_up_id: string;
        };
        /**
         * BundleCodeKeys
         * @description Keys of this meeting's codes, base64url.
         *
         *     A code is `c1.<meeting>.<phase>.<step>.<mac>`, its mac the first 16 bytes of HMAC-SHA256 over
         *     `c1|<district>|<meeting>|<phase>|<step>`; a step is 10 seconds of Unix time, three are accepted.
         */
        BundleCodeKeys: {
            /** In */
            IN: string;
            /** Out */
            OUT: string;
        };
        /** BundleMember */
        BundleMember: {
            /**
             * Name
             * @description Shortened: the first character, and the last where there are three or more; of namesakes with the end of the staff number
             */
            name: string;
            /** Staff Number */
            staff_number: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /** BundleWindows */
        BundleWindows: {
            /**
             * In Closes At
             * Format: date-time
             */
            in_closes_at: string;
            /**
             * In Late After
             * Format: date-time
             */
            in_late_after: string;
            /**
             * In Opens At
             * Format: date-time
             */
            in_opens_at: string;
            /**
             * Out Closes At
             * Format: date-time
             */
            out_closes_at: string;
            /**
             * Out Early Before
             * Format: date-time
             */
            out_early_before: string;
            /**
             * Out Opens At
             * Format: date-time
             */
            out_opens_at: string;
        };
        /**
         * CheckInRequest
         * @description One of `code` (scanned now), `number` (typed now) and `scan` (scanned before the login).
         */
        CheckInRequest: {
            /**
             * Code
             * @description What the scanned QR code held
             */
            code?: string | null;
            /**
             * Device
             * @description What the phone calls itself, 8 to 128 characters; anything else is ignored, never refused. Kept as a keyed hash, for who looks at anomalies
             */
            device?: string | null;
            /**
             * Device At
             * @description The phone's own clock; kept, never judged by
             */
            device_at?: string | null;
            /**
             * Number
             * @description The number beside the code; ten tries for each meeting and phase
             */
            number?: string | null;
            /** @description Where the phone is; never kept */
            position?: components["schemas"]["PositionRequest"] | null;
            /**
             * Scan
             * @description A scan exchanged within the last 15 minutes
             */
            scan?: string | null;
        };
        /**
         * CheckInResponse
         * @description The one check-in of a teacher at a meeting and phase.
         */
        CheckInResponse: {
            /**
             * Check In Id
             * Format: uuid
             */
            check_in_id: string;
            /** Device At */
            device_at: string | null;
            /** @description From the place of the meeting */
            distance: components["schemas"]["Distance"];
            /** @description What it proves, from SCANNED down to PAPER */
            grade: components["schemas"]["Grade"];
            /**
             * Meeting Id
             * Format: uuid
             */
            meeting_id: string;
            /** @description By which way it came */
            method: components["schemas"]["Method"];
            phase: components["schemas"]["Phase"];
            /**
             * Received At
             * @description When the service heard of it, if that was later
             */
            received_at: string | null;
            /**
             * Recorded At
             * Format: date-time
             * @description The moment that counts
             */
            recorded_at: string;
            /** Roll */
            roll: number;
            /**
             * State
             * @description ACCEPTED; LATE beyond the grace of the pack; LEFT_EARLY before it
             */
            state: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /**
             * Turn
             * @description How many check-ins before this one were annulled
             */
            turn: number;
            /**
             * Unlisted
             * @description Not on the class list when scanned; the settlement looks again
             */
            unlisted: boolean;
        };
        /** CodeResponse */
        CodeResponse: {
            /**
             * Code
             * @description What the QR code on the screen holds
             */
            code: string;
            /**
             * Number
             * @description For phones without a camera, shown beside it
             */
            number: string;
            /**
             * Valid From
             * Format: date-time
             * @description From when on the screen shows it
             */
            valid_from: string;
            /**
             * Valid Until
             * Format: date-time
             * @description Until when a scan of it is accepted
             */
            valid_until: string;
        };
        /**
         * CodesResponse
         * @description The code of now and those of the next steps, so that a screen bridges a slow network.
         */
        CodesResponse: {
            /** Codes */
            codes: components["schemas"]["CodeResponse"][];
            /**
             * Meeting Id
             * Format: uuid
             */
            meeting_id: string;
            phase: components["schemas"]["Phase"];
            /**
             * Roll
             * @description Which roll call; 0 for coming and leaving
             */
            roll: number;
            /**
             * Server Time
             * Format: date-time
             * @description The service's clock: screens count from it, not from their own
             */
            server_time: string;
            /**
             * Step Seconds
             * @description A new code every so many seconds
             */
            step_seconds: number;
        };
        /**
         * CorrectionRequest
         * @description Either a presence (the whole meeting, or none of it) or the minutes that the teacher was there.
         */
        CorrectionRequest: {
            /**
             * Minutes
             * @description Minutes there, at most the meeting's
             */
            minutes?: number | null;
            presence?: components["schemas"]["Presence"] | null;
            /** Reason */
            reason: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /** CorrectionResponse */
        CorrectionResponse: {
            /**
             * Corrected At
             * Format: date-time
             */
            corrected_at: string;
            /**
             * Corrected By
             * Format: uuid
             * @description The account that corrected
             */
            corrected_by: string;
            /**
             * Correction Id
             * Format: uuid
             */
            correction_id: string;
            /**
             * Meeting Id
             * Format: uuid
             */
            meeting_id: string;
            /** Minutes */
            minutes: number | null;
            presence: components["schemas"]["Presence"] | null;
            /** Reason */
            reason: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /** DayChangedResponse */
        DayChangedResponse: {
            /** Hours After */
            hours_after: string;
            /** Hours Before */
            hours_before: string;
            /**
             * Meeting Id
             * Format: uuid
             */
            meeting_id: string;
            /** State After */
            state_after: string | null;
            /** State Before */
            state_before: string | null;
        };
        /**
         * DecidedFor
         * @description The class, by who leads or runs it; or the teacher's own school, which answers for its people everywhere.
         * @enum {string}
         */
        DecidedFor: "CLASS" | "SCHOOL";
        /**
         * DecidedLeaveResponse
         * @description A leave as who decides it sees it.
         */
        DecidedLeaveResponse: {
            /** @description null while nobody has decided */
            decision: components["schemas"]["LeaveDecisionResponse"] | null;
            /** Evidence */
            evidence: string | null;
            /** Kind */
            kind: string | null;
            /**
             * Leave Id
             * Format: uuid
             */
            leave_id: string;
            /**
             * Meeting Id
             * Format: uuid
             */
            meeting_id: string;
            /** Reason */
            reason: string;
            /**
             * Requested At
             * Format: date-time
             */
            requested_at: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /**
         * DecidedMakeUpResponse
         * @description A make-up as who decides it sees it.
         */
        DecidedMakeUpResponse: {
            /**
             * Attempt
             * @description 1; more where an earlier one was refused
             */
            attempt: number;
            /** @description null while nobody has decided */
            decision: components["schemas"]["MakeUpDecisionResponse"] | null;
            /**
             * Done On
             * @description The day on which the task was done
             */
            done_on: string | null;
            /** Evidence */
            evidence: string | null;
            form: components["schemas"]["MakeUpForm"];
            /**
             * Make Up Id
             * Format: uuid
             */
            make_up_id: string;
            /**
             * Meeting Id
             * Format: uuid
             * @description The meeting that was missed
             */
            meeting_id: string;
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
             * @description The account that asked
             */
            requested_by: string;
            /** Sat Meeting Id */
            sat_meeting_id: string | null;
            /** Task */
            task: string | null;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /**
         * Distance
         * @description What is kept of a whereabouts.
         * @enum {string}
         */
        Distance: "NEAR" | "WITHIN_1_KM" | "FAR" | "UNKNOWN";
        /**
         * EntriesResponse
         * @description One answer per line, in the order asked; a line that is refused never spoils the others.
         */
        EntriesResponse: {
            /** Already */
            already: number;
            /** Items */
            items: components["schemas"]["EntryResponse"][];
            /** Recorded */
            recorded: number;
            /** Refused */
            refused: number;
        };
        /**
         * EntryProblem
         * @description Why one line was refused, in the words of a problem document.
         */
        EntryProblem: {
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
        /** EntryResponse */
        EntryResponse: {
            check_in?: components["schemas"]["CheckInResponse"] | null;
            /**
             * Line
             * @description Of the request, counted from 0
             */
            line: number;
            problem?: components["schemas"]["EntryProblem"] | null;
            /**
             * Result
             * @description ALREADY: checked in before, by whatever way; that one stands
             * @enum {string}
             */
            result: "RECORDED" | "ALREADY" | "REFUSED";
            /** Teacher Id */
            teacher_id: string | null;
        };
        /**
         * Grade
         * @description What a check-in proves, from much to little: the code seen by the own phone, its number typed,
         *     the word of a person who saw the teacher there, a paper read afterwards.
         *
         *     A device without a network brings its holder's word, with a code too: it was given the keys of the codes.
         * @enum {string}
         */
        Grade: "SCANNED" | "TYPED" | "VOUCHED" | "PAPER";
        /** HandEntryResponse */
        HandEntryResponse: {
            /**
             * Entered At
             * Format: date-time
             */
            entered_at: string;
            /**
             * Entered By
             * Format: uuid
             * @description The account that entered it
             */
            entered_by: string;
            /** Reason */
            reason: string;
            /** Reference */
            reference: string | null;
        };
        /** HeadCountRequest */
        HeadCountRequest: {
            /**
             * Counted
             * @description Heads in the room
             */
            counted: number;
            /**
             * Counted At
             * @description When, if not at this moment
             */
            counted_at?: string | null;
            /** Note */
            note?: string | null;
        };
        /** HeadCountResponse */
        HeadCountResponse: {
            /**
             * Checked In
             * @description Who had checked in and not out at that moment; another number is an oddity
             */
            checked_in: number;
            /** Counted */
            counted: number;
            /**
             * Counted At
             * Format: date-time
             */
            counted_at: string;
            /**
             * Counted By
             * Format: uuid
             * @description The account that entered it
             */
            counted_by: string;
            /**
             * Entered At
             * Format: date-time
             */
            entered_at: string;
            /**
             * Head Count Id
             * Format: uuid
             */
            head_count_id: string;
            /**
             * Meeting Id
             * Format: uuid
             */
            meeting_id: string;
            /** Note */
            note: string | null;
        };
        /** HelpedCheckInsRequest */
        HelpedCheckInsRequest: {
            /** People */
            people: components["schemas"]["PersonRequest"][];
            phase: components["schemas"]["Phase"];
            /** Reason */
            reason: string;
            /**
             * Roll
             * @description Which roll call, where the phase is ROLL
             * @default 0
             */
            roll: number;
        };
        /**
         * KeptCheckInResponse
         * @description A check-in with who entered it in the teacher's name, and who took it back.
         */
        KeptCheckInResponse: {
            /** @description What took its effect away, if anything did */
            annulment: components["schemas"]["AnnulmentResponse"] | null;
            /**
             * Check In Id
             * Format: uuid
             */
            check_in_id: string;
            /** Device At */
            device_at: string | null;
            /** @description From the place of the meeting */
            distance: components["schemas"]["Distance"];
            entered: components["schemas"]["HandEntryResponse"] | null;
            /** @description What it proves, from SCANNED down to PAPER */
            grade: components["schemas"]["Grade"];
            /**
             * Listed
             * @description On the class list now, whether or not it was when it came
             */
            listed: boolean;
            /**
             * Meeting Id
             * Format: uuid
             */
            meeting_id: string;
            /** @description By which way it came */
            method: components["schemas"]["Method"];
            phase: components["schemas"]["Phase"];
            /**
             * Received At
             * @description When the service heard of it, if that was later
             */
            received_at: string | null;
            /**
             * Recorded At
             * Format: date-time
             * @description The moment that counts
             */
            recorded_at: string;
            /** Roll */
            roll: number;
            /**
             * State
             * @description ACCEPTED; LATE beyond the grace of the pack; LEFT_EARLY before it
             */
            state: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /**
             * Turn
             * @description How many check-ins before this one were annulled
             */
            turn: number;
            /**
             * Unlisted
             * @description Not on the class list when scanned; the settlement looks again
             */
            unlisted: boolean;
        };
        /**
         * LeaveAskedResponse
         * @description A leave beside others from other classes.
         */
        LeaveAskedResponse: {
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /** @description null while nobody has decided */
            decision: components["schemas"]["LeaveDecisionResponse"] | null;
            /** Evidence */
            evidence: string | null;
            /** Kind */
            kind: string | null;
            /**
             * Leave Id
             * Format: uuid
             */
            leave_id: string;
            /**
             * Meeting Id
             * Format: uuid
             */
            meeting_id: string;
            /** Name */
            name: string;
            /** Reason */
            reason: string;
            /**
             * Requested At
             * Format: date-time
             */
            requested_at: string;
            /** Staff Number */
            staff_number: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /**
             * Title
             * @description Of the class
             */
            title: string;
            /**
             * Topic
             * @description Of the meeting
             */
            topic: string | null;
        };
        /** LeaveDecisionRequest */
        LeaveDecisionRequest: {
            /** Approved */
            approved: boolean;
            /** Reason */
            reason: string;
        };
        /** LeaveDecisionResponse */
        LeaveDecisionResponse: {
            /** Approved */
            approved: boolean;
            /**
             * Decided At
             * Format: date-time
             */
            decided_at: string;
            /**
             * Decided By
             * Format: uuid
             * @description The account that decided
             */
            decided_by: string;
            /** @description SCHOOL: the teacher's own school decided, not the class */
            decided_for: components["schemas"]["DecidedFor"];
            /**
             * Leave Id
             * Format: uuid
             */
            leave_id: string;
            /** Reason */
            reason: string;
        };
        /** LeaveRequest */
        LeaveRequest: {
            /**
             * Evidence
             * @description Where the evidence lies: the number of a paper, the name of a file
             */
            evidence?: string | null;
            /**
             * Kind
             * @description One of the pack's kinds of leave, where it lists some
             */
            kind?: string | null;
            /** Reason */
            reason: string;
        };
        /** LeaveResponse */
        LeaveResponse: {
            /** Evidence */
            evidence: string | null;
            /** Kind */
            kind: string | null;
            /**
             * Leave Id
             * Format: uuid
             */
            leave_id: string;
            /**
             * Meeting Id
             * Format: uuid
             */
            meeting_id: string;
            /** Reason */
            reason: string;
            /**
             * Requested At
             * Format: date-time
             */
            requested_at: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /** MakeUpDecisionRequest */
        MakeUpDecisionRequest: {
            /** Approved */
            approved: boolean;
            /** Reason */
            reason: string;
        };
        /** MakeUpDecisionResponse */
        MakeUpDecisionResponse: {
            /** Approved */
            approved: boolean;
            /**
             * Decided At
             * Format: date-time
             */
            decided_at: string;
            /**
             * Decided By
             * Format: uuid
             * @description The account that decided
             */
            decided_by: string;
            /**
             * Make Up Id
             * Format: uuid
             */
            make_up_id: string;
            /** Reason */
            reason: string;
        };
        /**
         * MakeUpForm
         * @description Another meeting that is sat instead, or a task that is done.
         * @enum {string}
         */
        MakeUpForm: "MEETING" | "TASK";
        /**
         * MakeUpRequest
         * @description Another meeting that is sat instead (`sat_meeting_id`), or a task that is done (`task`).
         */
        MakeUpRequest: {
            /**
             * Done On
             * @description The day on which the task was done, today at the latest; today where it is left out
             */
            done_on?: string | null;
            /**
             * Evidence
             * @description Where the evidence lies: the number of a paper, the name of a file
             */
            evidence?: string | null;
            /** Reason */
            reason: string;
            /**
             * Sat Meeting Id
             * @description A later meeting of a class that the teacher is not in; it counts once they came and left there
             */
            sat_meeting_id?: string | null;
            /** Task */
            task?: string | null;
            /**
             * Teacher Id
             * @description Whose; a teacher leaves it out and asks for the own
             */
            teacher_id?: string | null;
        };
        /** MakeUpResponse */
        MakeUpResponse: {
            /**
             * Attempt
             * @description 1; more where an earlier one was refused
             */
            attempt: number;
            /**
             * Done On
             * @description The day on which the task was done
             */
            done_on: string | null;
            /** Evidence */
            evidence: string | null;
            form: components["schemas"]["MakeUpForm"];
            /**
             * Make Up Id
             * Format: uuid
             */
            make_up_id: string;
            /**
             * Meeting Id
             * Format: uuid
             * @description The meeting that was missed
             */
            meeting_id: string;
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
             * @description The account that asked
             */
            requested_by: string;
            /** Sat Meeting Id */
            sat_meeting_id: string | null;
            /** Task */
            task: string | null;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /**
         * MeetingBookResponse
         * @description The sign-in book (签到册) of a meeting, in the order of staff numbers.
         */
        MeetingBookResponse: {
            /**
             * At
             * Format: date-time
             * @description The moment that the book shows
             */
            at: string;
            /** Cancelled */
            cancelled: boolean;
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /**
             * Counts
             * @description How many of the class list stand how
             */
            counts: {
                [key: string]: number;
            };
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Lines */
            lines: components["schemas"]["BookLineResponse"][];
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
            /** Title */
            title: string;
            /** Topic */
            topic: string | null;
        };
        /** MemberChangedResponse */
        MemberChangedResponse: {
            /**
             * Days
             * @description The meetings that came to something else
             */
            days: components["schemas"]["DayChangedResponse"][];
            /** Hours After */
            hours_after: string;
            /** Hours Before */
            hours_before: string;
            /** Met After */
            met_after: boolean | null;
            /**
             * Met Before
             * @description null: not in that settlement
             */
            met_before: boolean | null;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /**
         * Method
         * @description By which way a check-in came.
         * @enum {string}
         */
        Method: "CODE" | "NUMBER" | "HELPER" | "PAPER" | "OFFLINE";
        /**
         * Need
         * @description Why a fact that a device brought waits for a person; none is ever dropped.
         * @enum {string}
         */
        Need: "UNKNOWN_TEACHER" | "OWN_CASE" | "MEETING_CANCELLED" | "OUTSIDE_WINDOW" | "CLOCK_SKEW" | "IN_THE_FUTURE" | "LATE_UPLOAD" | "CODE_NOT_GOOD" | "RECORDED_OTHERWISE" | "ANNULLED_SINCE" | "CLIENT_ID_TAKEN";
        /**
         * OfflineBundleResponse
         * @description All that a helper device needs for one meeting without a network. To be kept where only the app reads it.
         */
        OfflineBundleResponse: {
            /**
             * Bundle Id
             * Format: uuid
             */
            bundle_id: string;
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            code_keys: components["schemas"]["BundleCodeKeys"];
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Issued At
             * Format: date-time
             */
            issued_at: string;
            /**
             * Meeting Id
             * Format: uuid
             */
            meeting_id: string;
            /** Members */
            members: components["schemas"]["BundleMember"][];
            /** Place */
            place: string | null;
            /** Speaker */
            speaker: string | null;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /**
             * Ticket
             * @description Signed for the asking account, this meeting and the digest of everything above; the device brings it back with what it saw
             */
            ticket: string;
            /** Title */
            title: string;
            /** Topic */
            topic: string | null;
            /**
             * Uploads Until
             * Format: date-time
             * @description What comes later is kept too, and waits for a person
             */
            uploads_until: string;
            windows: components["schemas"]["BundleWindows"];
        };
        /**
         * OfflineFactResponse
         * @description What became of a line.
         */
        OfflineFactResponse: {
            /** Check In Id */
            check_in_id: string | null;
            /**
             * Client Id
             * Format: uuid
             * @description Another one than sent where that stood for another line already
             */
            client_id: string;
            /**
             * Grade
             * @description VOUCHED, with a code too: who brings it was given the keys of the codes
             */
            grade: string;
            /**
             * Occurred At
             * Format: date-time
             * @description As the device told it. Of a clock 5 minutes off, once accepted, the time by ours counts
             */
            occurred_at: string;
            /**
             * Outcome
             * @description RECORDED: it made the check-in; KNOWN: it adds nothing to the one there; NEEDS_REVIEW
             */
            outcome: string;
            /** Phase */
            phase: string;
            /** @description Why it needs a person */
            reason: components["schemas"]["Need"] | null;
            /** Staff Number */
            staff_number: string | null;
            /** Teacher Id */
            teacher_id: string | null;
            /**
             * Uploaded At
             * Format: date-time
             */
            uploaded_at: string;
            /**
             * Uploaded By
             * Format: uuid
             */
            uploaded_by: string;
        };
        /**
         * OfflineLineRequest
         * @description Who came (IN) or left (OUT) when, by the device's clock. Either a teacher_id or a staff_number.
         */
        OfflineLineRequest: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Client Id
             * Format: uuid
             * @description Made by the device, once a line
             */
            client_id: string;
            /**
             * Code
             * @description The code or number that was seen: a bad one waits for a person. The helper vouches either way
             */
            code?: string | null;
            /** Phase */
            phase: string;
            /** Staff Number */
            staff_number?: string | null;
            /** Teacher Id */
            teacher_id?: string | null;
        };
        /** OfflineReviewRequest */
        OfflineReviewRequest: {
            /** Accepted */
            accepted: boolean;
            /** Reason */
            reason: string;
            /**
             * Teacher Id
             * @description Who is meant, where the staff number is nobody's
             */
            teacher_id?: string | null;
        };
        /** OfflineReviewResponse */
        OfflineReviewResponse: {
            /** Accepted */
            accepted: boolean;
            /**
             * Client Id
             * Format: uuid
             */
            client_id: string;
            /**
             * Meeting Id
             * Format: uuid
             */
            meeting_id: string;
            /** Reason */
            reason: string;
            /**
             * Reviewed At
             * Format: date-time
             */
            reviewed_at: string;
            /**
             * Reviewed By
             * Format: uuid
             * @description The account that decided
             */
            reviewed_by: string;
            /** Teacher Id */
            teacher_id: string | null;
        };
        /** OfflineUploadRequest */
        OfflineUploadRequest: {
            /** Lines */
            lines: components["schemas"]["OfflineLineRequest"][];
            /**
             * Sent At
             * Format: date-time
             * @description The device's clock at this moment, by which its error is told
             */
            sent_at: string;
            /**
             * Ticket
             * @description Of the bundle that the device took along
             */
            ticket: string;
        };
        /**
         * OfflineUploadResponse
         * @description What became of each line, in the order they were sent.
         */
        OfflineUploadResponse: {
            /** Items */
            items: components["schemas"]["OfflineFactResponse"][];
        };
        /** Page[AnomalyResponse] */
        Page_AnomalyResponse_: {
            /** Items */
            items: components["schemas"]["AnomalyResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[CorrectionResponse] */
        Page_CorrectionResponse_: {
            /** Items */
            items: components["schemas"]["CorrectionResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[DecidedLeaveResponse] */
        Page_DecidedLeaveResponse_: {
            /** Items */
            items: components["schemas"]["DecidedLeaveResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[DecidedMakeUpResponse] */
        Page_DecidedMakeUpResponse_: {
            /** Items */
            items: components["schemas"]["DecidedMakeUpResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[KeptCheckInResponse] */
        Page_KeptCheckInResponse_: {
            /** Items */
            items: components["schemas"]["KeptCheckInResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[LeaveAskedResponse] */
        Page_LeaveAskedResponse_: {
            /** Items */
            items: components["schemas"]["LeaveAskedResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[RefusedScanResponse] */
        Page_RefusedScanResponse_: {
            /** Items */
            items: components["schemas"]["RefusedScanResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[ReviewedFactResponse] */
        Page_ReviewedFactResponse_: {
            /** Items */
            items: components["schemas"]["ReviewedFactResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** PaperListRequest */
        PaperListRequest: {
            /** People */
            people: components["schemas"]["SignatureRequest"][];
            phase: components["schemas"]["Phase"];
            /** Reason */
            reason: string;
            /**
             * Reference
             * @description The photo, file or page that shows it
             */
            reference?: string | null;
            /**
             * Roll
             * @description Which roll call, where the phase is ROLL
             * @default 0
             */
            roll: number;
        };
        /**
         * PersonRequest
         * @description Whom: by id, by staff number, or, of the class list, by name.
         */
        PersonRequest: {
            /** Name */
            name?: string | null;
            /** Staff Number */
            staff_number?: string | null;
            /** Teacher Id */
            teacher_id?: string | null;
        };
        /** PersonResponse */
        PersonResponse: {
            /** Name */
            name: string;
            /** Staff Number */
            staff_number: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /**
         * Phase
         * @description Coming, leaving, or answering a roll called in between.
         * @enum {string}
         */
        Phase: "IN" | "OUT" | "ROLL";
        /**
         * PlacePositionResponse
         * @description Where a place is, for all meetings of the class at it.
         */
        PlacePositionResponse: {
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /** Latitude */
            latitude: number;
            /** Longitude */
            longitude: number;
            /** Place */
            place: string;
            /**
             * Set At
             * Format: date-time
             */
            set_at: string;
            /**
             * Set By
             * Format: uuid
             * @description The account that said so
             */
            set_by: string;
        };
        /**
         * PositionRequest
         * @description Degrees in WGS 84. Of a scan only the distance from the place is kept, as one of four words.
         */
        PositionRequest: {
            /**
             * Accuracy Metres
             * @description By how much it may be wrong
             * @default 0
             */
            accuracy_metres: number;
            /** Latitude */
            latitude: number;
            /** Longitude */
            longitude: number;
        };
        /**
         * Presence
         * @description What a correction may say without counting minutes.
         * @enum {string}
         */
        Presence: "PRESENT" | "ABSENT";
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
         * Refusal
         * @description Why a scan was refused; kept with it, though the phone hears one answer for most.
         * @enum {string}
         */
        Refusal: "FORGED_CODE" | "STALE_CODE" | "EARLY_CODE" | "WRONG_MEETING" | "WRONG_PHASE" | "WRONG_TICKET" | "UNKNOWN_MEETING" | "UNKNOWN_ROLL" | "CLASS_CANCELLED" | "OUTSIDE_WINDOW" | "WRONG_NUMBER" | "TRIES_USED_UP" | "FORGED_EXCHANGE" | "STALE_EXCHANGE" | "EXCHANGE_USED" | "ANNULLED_SINCE";
        /**
         * RefusedScanResponse
         * @description A scan that was not taken. What was scanned is not kept.
         */
        RefusedScanResponse: {
            /** Device At */
            device_at: string | null;
            /**
             * Meeting Id
             * Format: uuid
             */
            meeting_id: string;
            method: components["schemas"]["Method"];
            phase: components["schemas"]["Phase"];
            reason: components["schemas"]["Refusal"];
            /**
             * Refused At
             * Format: date-time
             */
            refused_at: string;
            /**
             * Refused Scan Id
             * Format: uuid
             */
            refused_scan_id: string;
            /** Roll */
            roll: number;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /** ReviewedFactResponse */
        ReviewedFactResponse: {
            /** Check In Id */
            check_in_id: string | null;
            /**
             * Client Id
             * Format: uuid
             * @description Another one than sent where that stood for another line already
             */
            client_id: string;
            /**
             * Grade
             * @description VOUCHED, with a code too: who brings it was given the keys of the codes
             */
            grade: string;
            /**
             * Occurred At
             * Format: date-time
             * @description As the device told it. Of a clock 5 minutes off, once accepted, the time by ours counts
             */
            occurred_at: string;
            /**
             * Outcome
             * @description RECORDED: it made the check-in; KNOWN: it adds nothing to the one there; NEEDS_REVIEW
             */
            outcome: string;
            /** Phase */
            phase: string;
            /** @description Why it needs a person */
            reason: components["schemas"]["Need"] | null;
            /** @description null: nobody has decided, or there is nothing to decide */
            review: components["schemas"]["OfflineReviewResponse"] | null;
            /** Staff Number */
            staff_number: string | null;
            /** Teacher Id */
            teacher_id: string | null;
            /**
             * Uploaded At
             * Format: date-time
             */
            uploaded_at: string;
            /**
             * Uploaded By
             * Format: uuid
             */
            uploaded_by: string;
        };
        /** RollAnsweredResponse */
        RollAnsweredResponse: {
            /** Answered */
            answered: number;
            /**
             * Closes At
             * Format: date-time
             */
            closes_at: string;
            /**
             * Expected
             * @description How many the class list has
             */
            expected: number;
            /**
             * Meeting Id
             * Format: uuid
             */
            meeting_id: string;
            /**
             * Opens At
             * Format: date-time
             */
            opens_at: string;
            /**
             * Roll
             * @description The first of a meeting is 1
             */
            roll: number;
            /**
             * Started By
             * Format: uuid
             * @description The account that called it
             */
            started_by: string;
        };
        /** RollCallRequest */
        RollCallRequest: {
            /**
             * Minutes
             * @description How long it is open; never beyond the meeting
             */
            minutes: number;
        };
        /** RollCallResponse */
        RollCallResponse: {
            /**
             * Closes At
             * Format: date-time
             */
            closes_at: string;
            /**
             * Meeting Id
             * Format: uuid
             */
            meeting_id: string;
            /**
             * Opens At
             * Format: date-time
             */
            opens_at: string;
            /**
             * Roll
             * @description The first of a meeting is 1
             */
            roll: number;
            /**
             * Started By
             * Format: uuid
             * @description The account that called it
             */
            started_by: string;
        };
        /** RollCallsResponse */
        RollCallsResponse: {
            /** Items */
            items: components["schemas"]["RollAnsweredResponse"][];
        };
        /**
         * ScanRequest
         * @description What a phone saw before anybody logged in on it.
         */
        ScanRequest: {
            /**
             * Code
             * @description What the scanned QR code held
             */
            code: string;
            /**
             * Device
             * @description What the phone calls itself, 8 to 128 characters; anything else is ignored, never refused
             */
            device?: string | null;
            /** District Id */
            district_id: number;
        };
        /**
         * ScanResponse
         * @description The scan as a signed text: with it and a login within 15 minutes one teacher checks in as of the scan.
         */
        ScanResponse: {
            /**
             * Expires At
             * Format: date-time
             * @description In real time, 15 minutes away
             */
            expires_at: string;
            /**
             * Meeting Id
             * Format: uuid
             */
            meeting_id: string;
            phase: components["schemas"]["Phase"];
            /** Roll */
            roll: number;
            /** Scan */
            scan: string;
            /**
             * Scanned At
             * Format: date-time
             * @description The moment that will count
             */
            scanned_at: string;
        };
        /**
         * SettleRequest
         * @description Needed only while somebody who came may still check out.
         */
        SettleRequest: {
            /**
             * Reason
             * @description Why the class is settled before check-out is over; kept where somebody could still check out
             */
            reason?: string | null;
        };
        /**
         * SettledDayResponse
         * @description What one meeting came to for one member.
         */
        SettledDayResponse: {
            /**
             * Category
             * @description null: that of the program
             */
            category: string | null;
            /** Corrected */
            corrected: boolean;
            /** En */
            en: string;
            /** Entered At */
            entered_at: string | null;
            /** @description What `entered_at` is proved by */
            entry_grade?: components["schemas"]["Grade"] | null;
            /** @description The same of `left_at` */
            exit_grade?: components["schemas"]["Grade"] | null;
            /**
             * Hours
             * @description Recognised hours, exact
             */
            hours: string;
            /** Left At */
            left_at: string | null;
            /**
             * Meeting Id
             * Format: uuid
             */
            meeting_id: string;
            /**
             * Minutes
             * @description Recognised, of the planned ones
             */
            minutes: number;
            /**
             * On
             * Format: date
             */
            on: string;
            /** Planned Minutes */
            planned_minutes: number;
            /**
             * State
             * @description CORRECTED: a person's word on how long, counted to the minute; neither late nor gone early
             */
            state: string;
            /** Zh */
            zh: string;
        };
        /** SettledMemberResponse */
        SettledMemberResponse: {
            /**
             * Attendance Met
             * @description Whether absence stays within the attendance line of the pack
             */
            attendance_met: boolean;
            /** Days */
            days: components["schemas"]["SettledDayResponse"][];
            explanation: components["schemas"]["Words"];
            /**
             * Hours
             * @description Recognised hours of all meetings, exact and never rounded here
             */
            hours: string;
            /** Pack Hash */
            pack_hash: string | null;
            /**
             * Pack Id
             * @description The pack that judged this member where it is another than the settlement's: a class without a pack of its own goes by its members'
             */
            pack_id: string | null;
            /** Planned Hours */
            planned_hours: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /**
         * SettlementDifferenceResponse
         * @description What one settlement says otherwise than another; members of whom both say the same are left out.
         */
        SettlementDifferenceResponse: {
            /**
             * After
             * @description The version; null: what settling now would come to
             */
            after: number | null;
            /**
             * Before
             * @description The version compared with; null: there is none
             */
            before: number | null;
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /** Members */
            members: components["schemas"]["MemberChangedResponse"][];
        };
        /**
         * SettlementResponse
         * @description The latest version of a class's settlement, with the members that the asker may see.
         */
        SettlementResponse: {
            /**
             * Automatic
             * @description Followed by itself from what was said or scanned after the version before it
             */
            automatic: boolean;
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /** Members */
            members: components["schemas"]["SettledMemberResponse"][];
            /** Pack Hash */
            pack_hash: string;
            /** Pack Id */
            pack_id: string;
            /**
             * Reason
             * @description Why it did not wait for people who could still check out
             */
            reason: string | null;
            /**
             * Settled At
             * Format: date-time
             */
            settled_at: string;
            /**
             * Settled By
             * Format: uuid
             */
            settled_by: string;
            /** Version */
            version: number;
        };
        /** SettlementVersionResponse */
        SettlementVersionResponse: {
            /**
             * Automatic
             * @description Followed by itself from what was said or scanned after the version before it
             */
            automatic: boolean;
            /** Pack Hash */
            pack_hash: string;
            /** Pack Id */
            pack_id: string;
            /**
             * Reason
             * @description Why it did not wait for people who could still check out
             */
            reason: string | null;
            /**
             * Settled At
             * Format: date-time
             */
            settled_at: string;
            /**
             * Settled By
             * Format: uuid
             * @description The account; of one that followed by itself, who made the correction
             */
            settled_by: string;
            /** Version */
            version: number;
        };
        /**
         * SettlementVersionsResponse
         * @description Every version of a class's settlement, the latest first.
         */
        SettlementVersionsResponse: {
            /** Items */
            items: components["schemas"]["SettlementVersionResponse"][];
        };
        /** SignatureRequest */
        SignatureRequest: {
            /** Name */
            name?: string | null;
            /**
             * Signed At
             * @description The time written beside it, if there is one
             */
            signed_at?: string | null;
            /** Staff Number */
            staff_number?: string | null;
            /** Teacher Id */
            teacher_id?: string | null;
        };
        /**
         * Standing
         * @description What the book says beside a name; hours are the settlement's affair.
         * @enum {string}
         */
        Standing: "EXPECTED" | "PRESENT" | "LATE" | "LEFT_EARLY" | "LATE_AND_LEFT_EARLY" | "NO_EXIT" | "NO_ENTRY" | "ON_LEAVE" | "MAKE_UP_PENDING" | "MADE_UP" | "CORRECTED" | "ABSENT";
        /** SummaryResponse */
        SummaryResponse: {
            /**
             * Check Ins
             * @description Accepted, by phase
             */
            check_ins: {
                [key: string]: number;
            };
            /** Classes Settled */
            classes_settled: number;
            /** Corrections */
            corrections: number;
            /**
             * Late
             * @description Of the check-ins: beyond the grace
             */
            late: number;
            /** Leaves Approved */
            leaves_approved: number;
            /** Leaves Refused */
            leaves_refused: number;
            /** Leaves Requested */
            leaves_requested: number;
            /**
             * Left Early
             * @description Of the check-outs: before the grace
             */
            left_early: number;
            /**
             * Refused Scans
             * @description By reason, with those of which only the number is kept
             */
            refused_scans: {
                [key: string]: number;
            };
            /**
             * Settlements
             * @description Versions, of all classes
             */
            settlements: number;
            /**
             * Unlisted
             * @description Not on the class list when scanned
             */
            unlisted: number;
        };
        /**
         * TicketResponse
         * @description A credential for checking in and out of one class, presented in the Check-In-Ticket header.
         */
        TicketResponse: {
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /**
             * Expires At
             * Format: date-time
             * @description In real time, at most 15 minutes away
             */
            expires_at: string;
            /** Ticket */
            ticket: string;
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
    list_anomalies: {
        parameters: {
            query: {
                /** @description The first day */
                first: string;
                /** @description The last day, at most six later */
                last: string;
                /** @description Only those in this state */
                state?: components["schemas"]["AnomalyState"] | null;
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
                    "application/json": components["schemas"]["Page_AnomalyResponse_"];
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
    list_class_anomalies: {
        parameters: {
            query?: {
                /** @description Only those in this state */
                state?: components["schemas"]["AnomalyState"] | null;
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
                    "application/json": components["schemas"]["Page_AnomalyResponse_"];
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
    put_anomaly_decision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                class_id: string;
                anomaly_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnomalyDecisionRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnomalyDecisionResponse"];
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
    list_leaves: {
        parameters: {
            query?: {
                /** @description Only those that nobody has decided */
                only_open?: boolean;
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
                    "application/json": components["schemas"]["Page_DecidedLeaveResponse_"];
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
    list_make_ups: {
        parameters: {
            query?: {
                /** @description Only those that nobody has decided */
                only_open?: boolean;
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
                    "application/json": components["schemas"]["Page_DecidedMakeUpResponse_"];
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
    get_settlement: {
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
                    "application/json": components["schemas"]["SettlementResponse"];
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
    get_settlement_preview: {
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
                    "application/json": components["schemas"]["SettlementDifferenceResponse"];
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
    list_settlements: {
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
                    "application/json": components["schemas"]["SettlementVersionsResponse"];
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
    post_settlement: {
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
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SettleRequest"] | null;
            };
        };
        responses: {
            /** @description Nothing has changed: the version that stands */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettlementResponse"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettlementResponse"];
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
    get_settlement_difference: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                class_id: string;
                /** @description A version of the settlement, from 1 */
                version: number;
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
                    "application/json": components["schemas"]["SettlementDifferenceResponse"];
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
    get_class_book_pdf: {
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
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
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
    get_class_book_xlsx: {
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
            /** @description The file */
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
    get_ticket: {
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
                    "application/json": components["schemas"]["TicketResponse"];
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
    list_leaves_in_reach: {
        parameters: {
            query?: {
                /** @description Only those that nobody has decided */
                only_open?: boolean;
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
                    "application/json": components["schemas"]["Page_LeaveAskedResponse_"];
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
    put_leave_decision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                leave_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LeaveDecisionRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeaveDecisionResponse"];
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
    put_make_up_decision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                make_up_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MakeUpDecisionRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MakeUpDecisionResponse"];
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
    get_board: {
        parameters: {
            query?: {
                /** @description How long the stream lasts */
                seconds?: number;
            };
            header?: never;
            path: {
                district_id: number;
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events `board`, then `changed`, and `closed` at the end */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
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
    put_check_in: {
        parameters: {
            query?: never;
            header?: {
                /** @description A ticket of the class instead of a bearer token; with one, both of the same teacher. */
                "Check-In-Ticket"?: string;
            };
            path: {
                district_id: number;
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckInRequest"];
            };
        };
        responses: {
            /** @description Recorded before: the same record */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckInResponse"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckInResponse"];
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
    list_check_ins: {
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
                meeting_id: string;
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
                    "application/json": components["schemas"]["Page_KeptCheckInResponse_"];
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
    put_annulment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                meeting_id: string;
                check_in_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnnulmentRequest"];
            };
        };
        responses: {
            /** @description Annulled before: the same annulment */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnnulmentResponse"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnnulmentResponse"];
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
    put_check_out: {
        parameters: {
            query?: never;
            header?: {
                /** @description A ticket of the class instead of a bearer token; with one, both of the same teacher. */
                "Check-In-Ticket"?: string;
            };
            path: {
                district_id: number;
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckInRequest"];
            };
        };
        responses: {
            /** @description Recorded before: the same record */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckInResponse"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckInResponse"];
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
    get_code_stream: {
        parameters: {
            query: {
                /** @description Coming (IN), leaving (OUT), or a roll call (ROLL) */
                phase: components["schemas"]["Phase"];
                /** @description Which roll call, where the phase is ROLL */
                roll?: number;
                /** @description How long the stream lasts */
                seconds?: number;
            };
            header?: never;
            path: {
                district_id: number;
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events named `codes` with the body of get_codes every ten seconds, and `closed` at the end */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
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
    get_codes: {
        parameters: {
            query: {
                /** @description Coming (IN), leaving (OUT), or a roll call (ROLL) */
                phase: components["schemas"]["Phase"];
                /** @description Which roll call, where the phase is ROLL */
                roll?: number;
            };
            header?: never;
            path: {
                district_id: number;
                meeting_id: string;
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
                    "application/json": components["schemas"]["CodesResponse"];
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
    list_corrections: {
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
                meeting_id: string;
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
                    "application/json": components["schemas"]["Page_CorrectionResponse_"];
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
    post_correction: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CorrectionRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CorrectionResponse"];
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
    post_head_count: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HeadCountRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeadCountResponse"];
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
    post_helped_check_ins: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HelpedCheckInsRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntriesResponse"];
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
    post_leave: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LeaveRequest"];
            };
        };
        responses: {
            /** @description Requested before: the same leave */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeaveResponse"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeaveResponse"];
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
    post_make_up: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MakeUpRequest"];
            };
        };
        responses: {
            /** @description Requested before: the same make-up */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MakeUpResponse"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MakeUpResponse"];
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
    put_offline_bundle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken along before: the same bundle */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfflineBundleResponse"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfflineBundleResponse"];
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
    list_offline_facts: {
        parameters: {
            query?: {
                /** @description Only those that wait for a person */
                only_open?: boolean;
                /** @description How many items, at most 500 */
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
            };
            header?: never;
            path: {
                district_id: number;
                meeting_id: string;
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
                    "application/json": components["schemas"]["Page_ReviewedFactResponse_"];
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
    put_offline_review: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                meeting_id: string;
                client_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfflineReviewRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfflineReviewResponse"];
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
    post_offline_upload: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfflineUploadRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfflineUploadResponse"];
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
    post_paper_list: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PaperListRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntriesResponse"];
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
    put_place_position: {
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
                "application/json": components["schemas"]["PositionRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlacePositionResponse"];
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
    list_refused_scans: {
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
                meeting_id: string;
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
                    "application/json": components["schemas"]["Page_RefusedScanResponse_"];
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
    list_roll_calls: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                meeting_id: string;
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
                    "application/json": components["schemas"]["RollCallsResponse"];
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
    post_roll_call: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RollCallRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RollCallResponse"];
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
    put_roll_check_in: {
        parameters: {
            query?: never;
            header?: {
                /** @description A ticket of the class instead of a bearer token; with one, both of the same teacher. */
                "Check-In-Ticket"?: string;
            };
            path: {
                district_id: number;
                meeting_id: string;
                /** @description The number of the roll call, which the screen shows */
                roll: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckInRequest"];
            };
        };
        responses: {
            /** @description Recorded before: the same record */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckInResponse"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckInResponse"];
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
    get_meeting_book: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                meeting_id: string;
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
                    "application/json": components["schemas"]["MeetingBookResponse"];
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
    get_meeting_book_pdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
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
    get_meeting_book_xlsx: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                meeting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
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
    post_scan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScanRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScanResponse"];
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
