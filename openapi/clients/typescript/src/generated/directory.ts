// Generated from openapi/directory.json by `make clients`.

export interface paths {
    "/directory/v1/districts/{district_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The district */
        get: operations["get_district"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List accounts
         * @description Accounts of the district in the order they were made.
         */
        get: operations["list_accounts"];
        put?: never;
        /**
         * Make accounts
         * @description Make up to 50 accounts; each is answered for by itself. An account without password waits for its WeChat.
         *
         *     As wherever somebody is let in: within five minutes of a login, else 401 `login-too-old` (RFC 9470).
         */
        post: operations["post_accounts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/accounts/{account_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an account
         * @description Roles, where it belongs, whether it is closed or locked, and whether it has a second factor.
         */
        get: operations["get_account"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/accounts/{account_id}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give an account a password for once
         * @description For who forgot theirs: good for three days, and only to choose another (`PUT /me/password`). Its logins end, and
         *     the WeChat that was bound to it is so no longer.
         *
         *     It is shown this once; each call makes another. 401 `login-too-old`, 409 `own-rights`.
         */
        put: operations["put_account_password"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/accounts/{account_id}/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give an account other roles
         * @description These roles and this school instead of those of before. Its logins end: at once where it would write about
         *     others or renew itself, within a minute everywhere else.
         *
         *     401 `login-too-old`, 409 `own-rights` and `last-administrator` where a district would lose who administers it, 422
         *     `unknown-school`.
         */
        put: operations["put_account_roles"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/accounts/{account_id}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Close an account, or open it again
         * @description CLOSED: nobody logs in by it, its logins end as with other roles. OPEN: its owner logs in again, as before.
         *
         *     409 `own-rights`, `last-administrator`; 401 `login-too-old` for OPEN.
         */
        put: operations["put_account_state"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/accounts/{account_id}/totp-resets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a lost second factor away
         * @description Of who lost the app and the recovery codes. Its logins end; with the next it enrols anew.
         *
         *     401 `login-too-old`, 409 `own-rights`.
         */
        post: operations["post_account_totp_reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/accounts/{account_id}/wechat-unbindings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unbind an account's WeChat
         * @description Of who has another WeChat now, or lost the phone that it is on. Its logins end; then another can be bound.
         *
         *     Where none is bound, only the logins end. 401 `login-too-old`: who is bound next is let in.
         */
        post: operations["post_account_wechat_unbinding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/arrivals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Teachers whom other districts sent here
         * @description In the order in which they were decided there. No names: the letter of transfer bears `transfer_id`.
         */
        get: operations["list_arrivals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/arrivals/{transfer_id}/reception": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receive a teacher of another district
         * @description Appoint who was sent here, as a teacher who stands here already (`teacher_id`) or as a new one (`new`).
         *
         *     Degrees, certificates held and leaves come along, and the history of the former book is judged for the teacher,
         *     without entering this district's balances or summaries. 404 for an unknown arrival, school or teacher; 409
         *     `transfer-ended`, `still-there` (the first day lies before the last one there), `held-elsewhere`, `another-person`,
         *     `known-here` (give that teacher_id), `staff-number-taken`, `school-merged`, `period-taken`, `teacher-is-merged`.
         */
        post: operations["post_reception"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who did what
         * @description Privileged acts of the district, the newest first: every write by who holds another role than a teacher's, and
         *     every file or number of a person that was taken out, refusals included.
         *
         *     What is done at a terminal of the deployment stands there under the command's name, with the role `operator`; of
         *     logins those of who may more than a teacher. A row is written in the transaction of its act and never changes; each
         *     hour is sealed when it is over (`xuefen verify-audit`). The district and its auditors see all of it; teachers see
         *     what concerned themselves.
         */
        get: operations["list_audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/calendar/{school_year}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A school year as it is held
         * @description The school's own year where it has published one, else the district's.
         */
        get: operations["get_calendar"];
        /**
         * Publish a school year
         * @description Put semesters and days off of a school year in place of what stood there, for the district or for one school.
         *
         *     Days lie between 1 August and the 31 August after; semesters do not overlap, nor do days off.
         */
        put: operations["put_calendar"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List integrations
         * @description Every system that was registered, in that order, with how long its secrets are good.
         */
        get: operations["list_clients"];
        put?: never;
        /**
         * Register an integration
         * @description Register a system of the district that logs in by OAuth 2 client credentials. Then give it a secret.
         *
         *     Where `addresses` are given it logs in from these networks only; for others it is registered anew. As wherever
         *     somebody is let in: within five minutes of a login, else 401 `login-too-old` (RFC 9470).
         */
        post: operations["post_client"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/clients/{client_id}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Register the keys by which an integration signs
         * @description Public keys instead of, or beside, a secret: it logs in by what it signs (private_key_jwt). 409 `client-closed`.
         *
         *     These take the place of those of before; a `kid` is given once. 401 `login-too-old`.
         */
        put: operations["put_client_keys"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/clients/{client_id}/secrets/{slot}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give an integration a new secret
         * @description A new secret in place A or B, good for 90 days from now, shown this once; what stood there is good no more.
         *
         *     The other place stays as it is: give the system the new secret in one while it goes on by the other, then renew the
         *     other when its time comes. Each call makes another secret. 401 `login-too-old`, 409 `client-closed`.
         */
        put: operations["put_client_secret"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/clients/{client_id}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Close an integration, or open it again
         * @description CLOSED: its secrets are gone and its tokens end within a minute. OPEN: it may be given new secrets.
         *
         *     401 `login-too-old` for OPEN.
         */
        put: operations["put_client_state"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/departures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Teachers who left for another district
         * @description In the order in which they were decided, withdrawn ones included.
         */
        get: operations["list_departures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/departures/{transfer_id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep a teacher after all
         * @description Take back a departure whom the new district has not received yet; the appointment goes on as before.
         *
         *     409 `transfer-ended` when it was received or withdrawn before, `period-taken` where another appointment began.
         */
        post: operations["post_departure_withdrawal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who I am
         * @description The bearer of the token, as the token says it.
         */
        get: operations["get_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Choose another password
         * @description Change my password. All my logins end: log in again by the new one. A WeChat that is bound is so no longer, for
         *     somebody else may have bound it: bind it again by the new password.
         *
         *     422 `password-wrong` (five of them lock the account for a minute, each further one for twice as long, up to 15),
         *     `password-too-common`, `password-unchanged`.
         */
        put: operations["put_me_password"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/me/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Ask for a second factor
         * @description A new secret for an app that makes codes (RFC 6238, six digits, 30 seconds); good once it is confirmed.
         *
         *     Each call makes another. Who has confirmed one already shows a code of it, or a recovery code: it, and the other
         *     recovery codes, stay good until the new one is confirmed. Who has none yet: within five minutes of a login, else
         *     401 `login-too-old` (RFC 9470).
         */
        put: operations["put_me_totp"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/me/totp/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Confirm a second factor
         * @description By a first code from the app. From now on logging in takes one, each once; ten codes for recovery are shown.
         *     The one that was confirmed before, and its recovery codes, are good no more.
         *
         *     409 `second-factor-not-offered`, 422 `second-factor-wrong`.
         */
        put: operations["put_me_totp_confirmation"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/me/wechat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Bind my WeChat, or let it go
         * @description Bind the WeChat user behind the code to my account, so that the mini-program lets me in.
         *
         *     Without a code the one that is bound is let go, and all my logins end: log in again, then bind another. 409
         *     `wechat-taken` where the account or the WeChat user is bound already. Where the account has a password it is sent
         *     along: 422 `password-needed`, and `password-wrong`, which counts as at a login. Where it has none: within five
         *     minutes of a login, else 401 `login-too-old` (RFC 9470).
         */
        put: operations["put_me_wechat"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/pack-assignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the packs in force
         * @description Every assignment at its latest revision by its first day, the district's before the more special ones.
         *
         *     Those withdrawn by then are found by their id.
         */
        get: operations["list_pack_assignments"];
        put?: never;
        /**
         * Put a policy pack in force
         * @description From when to when a pack judges whom. The most special assignment wins: a school's before a post's before a
         *     stage's before the district's; one with several of them needs all.
         *
         *     For the same school, stage and post periods never overlap (409 `period-taken`). Cycles that run stay on their
         *     version: a more special assignment begins today or later where a pack governs these people already
         *     (409 `running-cycle`); a pack found wrong is put right by a correction.
         */
        post: operations["post_pack_assignment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/pack-assignments/{assignment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One assignment and its history
         * @description What is in force, and every revision before it with who changed what, when and why.
         */
        get: operations["get_pack_assignment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/pack-assignments/{assignment_id}/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Correct a running pack
         * @description Put the right version in the place of one found wrong, for the whole period of the assignment, with a reason.
         *
         *     The earlier revisions stay readable. What would change for whom is asked of the ledger beforehand (what-if).
         *     409 `nothing-corrected` where it is in force already, `corrected-meanwhile` where somebody else was faster.
         */
        post: operations["post_pack_correction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/pack-assignments/{assignment_id}/last-days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move the last day of a pack
         * @description Let an assignment end earlier or later, with a reason; a cycle that ended with it goes on doing so.
         *
         *     Days up to today that it gives up need another pack for the same people (409 `left-without-pack`); days to come may
         *     be assigned afterwards. Days it gains must be free (409 `period-taken`), past ones also of packs for more people
         *     (409 `running-cycle`).
         */
        post: operations["post_pack_last_day"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/pack-assignments/{assignment_id}/withdrawals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take back a pack not yet in force
         * @description Take an assignment back before its first day, with a reason; its period is free again, its history stays.
         *
         *     409 `assignment-begun` from its first day on, `assignment-withdrawn` where it was taken back before.
         */
        post: operations["post_pack_withdrawal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/packs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the published packs
         * @description Every version published in the district, by pack and time.
         */
        get: operations["list_packs"];
        put?: never;
        /**
         * Publish a policy pack
         * @description Publish a version for ever: the same content twice is the same version, found by the hash of its content.
         *
         *     Everything wrong with it is answered at once (422 `pack-rejected`): each of `errors` has `where` and `message`, and
         *     `line` and `clause` where there are such. A pack that builds on another holds the other's content from then on.
         */
        post: operations["post_pack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/packs/{content_hash}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One published pack
         * @description Its text, the parameters and switches that an assignment may set, and every clause with its verbatim words.
         */
        get: operations["get_pack"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/packs/{content_hash}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changed between two packs
         * @description What changed from `against` to this version, clause by clause.
         */
        get: operations["get_pack_diff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/roster-imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import a roster
         * @description Import an xlsx or CSV file, one row for each appointment: schools, teachers, titles, degrees, classes led.
         *
         *     Faults are listed by row and column, without the values, and then nothing is applied: `merged-into-another` of a
         *     number that goes on as another, and of an appointment that outlasts its school, which has gone up in another. The
         *     same file again changes nothing. At most 20,000 rows and 5 MB.
         *
         *     It sets names, documents and phones: but for a dry run, within five minutes of a login (401 `login-too-old`).
         */
        post: operations["post_roster_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/roster-imports/{import_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an import did */
        get: operations["get_roster_import"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/schools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the schools
         * @description All schools of the district by their code.
         */
        get: operations["list_schools"];
        put?: never;
        /**
         * Add a school
         * @description Add one school; a whole roster comes by import.
         */
        post: operations["post_school"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/schools/{school_id}/facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the facts of a school
         * @description Everything dated about a school by its first day.
         */
        get: operations["list_school_facts"];
        put?: never;
        /**
         * Add a dated fact of a school
         * @description A number that rules ask for (pupils, funds in yuan, themes), or a task of the pack given to a teacher.
         */
        post: operations["post_school_fact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/schools/{school_id}/facts/{fact_id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End or annul a school's fact
         * @description Let it count until a day, or not at all, with a reason; what was stated stays readable.
         *
         *     An annulled fact leaves its day to the right one. 409 `annulled` where it was annulled before,
         *     `nothing-corrected` where it ends on that day already; 422 `period-backwards` before its first day.
         */
        post: operations["post_school_fact_revision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/schools/{school_id}/merger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a school go up in another
         * @description From `merged_on` on everybody in post goes on at the other school, and teams and pairs stand there.
         *
         *     What was earned or stated before stays with the school where it was. Nobody can be appointed to the merged school
         *     from that day on, and who is entered as being there since before goes on at the other. Accounts of the merged school
         *     belong to the other from their first token of that day or later; the other sees what was the merged one's own.
         *
         *     404 for an unknown school; 409 `school-merged` where one of both has gone up in another before; 422
         *     `unknown-school` for the school itself.
         */
        post: operations["post_school_merger"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/schools/{school_id}/units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the teams and pairs of a school
         * @description By kind and name.
         */
        get: operations["list_units"];
        put?: never;
        /**
         * Name a team or pair of a school
         * @description A teaching-research team, a mentor and apprentice ...: what clauses of scope unit are asked of.
         */
        post: operations["post_unit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/schools/{school_id}/units/{unit_id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End or annul a school's unit
         * @description Let a team or pair be asked until a day, or never, with a reason; its kind and name are free again.
         *
         *     409 `annulled` where it was annulled before, `nothing-corrected` where it ends on that day already.
         */
        post: operations["post_unit_revision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/shipped-packs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Packs that come with the system
         * @description What a district may publish as it is, or build its own pack on.
         */
        get: operations["list_shipped_packs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/teacher-merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Teachers who are said to be one person
         * @description Every merge ever proposed, the first proposed first.
         */
        get: operations["list_teacher_merges"];
        put?: never;
        /**
         * Say that two teachers are one person
         * @description Propose that one of two teachers goes on as the other; nothing changes before another officer approves.
         *
         *     404 for an unknown teacher; 409 `teacher-is-merged` where one of both was merged before, `merge-refused` (the same
         *     teacher, somebody goes on as the first, or the first left for another district), `concerns-yourself`.
         */
        post: operations["post_teacher_merge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/teacher-merges/{merge_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A merge of two teachers
         * @description What was proposed and decided, by whom and why.
         */
        get: operations["get_teacher_merge"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/teacher-merges/{merge_id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide a merge or its undoing
         * @description Approve or reject what another officer proposed, or withdraw what you proposed; a merge or its undoing.
         *
         *     Approving a merge: appointments on days that the other lacks, dated facts, accounts, tasks and the document go over;
         *     in the ledger every entry is taken back and given to the other teacher under one causation id, and what stands twice
         *     for one event counts once. Undoing restores all of it. 409 `second-person-needed`, `not-your-proposal`,
         *     `concerns-yourself`, `nothing-to-decide`, and as for proposing where something has changed since.
         */
        post: operations["post_teacher_merge_decision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/teacher-merges/{merge_id}/undoing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that the two are two after all
         * @description Propose to undo a merge; nothing changes before another officer approves.
         *
         *     409 `nothing-to-decide` where the two are not merged.
         */
        post: operations["post_teacher_merge_undoing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/teachers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List teachers in post
         * @description Teachers appointed on a day, with that appointment; a school's administrator sees the own school's.
         */
        get: operations["list_teachers"];
        put?: never;
        /**
         * Add a teacher
         * @description Add one teacher with the appointment in hand; where the school has gone up in another since, with that as well.
         *
         *     409 `staff-number-taken`, `school-merged` where the school had gone up in another by the first day; 404 for an
         *     unknown school.
         */
        post: operations["post_teacher"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/teachers/{teacher_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One teacher
         * @description Appointments and dated facts; the number of a document or phone is never among them.
         */
        get: operations["get_teacher"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/teachers/{teacher_id}/departures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a teacher go to another district
         * @description End the appointment in hand with `last_day` and announce the person to another district.
         *
         *     What the ledger holds for the teacher follows, signed; what is posted or taken back here later follows too. From
         *     now on only the new district can open the person again. After the last day an account of theirs administers nothing
         *     here: they read what was theirs and bring to an end what they began, as a teacher. 404 for an unknown teacher; 409
         *     `not-in-post` on that day, `appointed-later`, `held-elsewhere` (another district holds the person, or a transfer is
         *     under way), `teacher-is-merged`; 422 `unknown-district`, also for the own one.
         */
        post: operations["post_departure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/teachers/{teacher_id}/erasure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Forget a person who has left
         * @description Remove name, birthday, document, phone, what was written beside dated facts, and every login, for good.
         *
         *     The id stays, with what was earned and decided: entries of the book, certificates and papers handed in, which bear a
         *     name, are kept as long as the law has them kept. Done again it removes what has come since. 409 `still-in-post`
         *     before the last appointment is over, `teacher-is-merged` of a former number, `own-rights` of oneself,
         *     `last-administrator` of who alone administers the district. 401 `login-too-old` beyond five minutes of a login.
         */
        put: operations["put_erasure"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/teachers/{teacher_id}/facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a dated fact
         * @description A leave, an opt-in, a certificate held, an approved exemption, a degree, a period as class teacher, a group.
         */
        post: operations["post_teacher_fact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/teachers/{teacher_id}/identity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A teacher's document and phone, masked
         * @description The first three and the last four characters of each. 404 where no document is known.
         */
        get: operations["get_identity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/teachers/{teacher_id}/identity/in-full": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A teacher's document and phone in full
         * @description To teachers their own; to the district's officers for a `purpose`, which the teacher can look up in the audit
         *     trail, within five minutes of a login: 401 `login-too-old` asks for another (RFC 9470), whose token is good for it;
         *     a renewed one is not. 422 `purpose-needed`; 429 beyond thirty an hour; 404 where no document is known.
         */
        get: operations["get_identity_in_full"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/teachers/{teacher_id}/packs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which packs govern a teacher
         * @description Which pack governs the teacher from when to when, by the appointment of each day, in order of time.
         */
        get: operations["list_teacher_packs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/teachers/{teacher_id}/personal-data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything the directory holds of a person
         * @description A copy for the teacher, or for an officer whom the teacher asked (422 `purpose-needed`), with numbers in full;
         *     to officers within five minutes of a login (401 `login-too-old`).
         *
         *     What was earned, and the files handed in, are in the archive that the ledger makes. 429 beyond thirty an hour.
         */
        get: operations["get_personal_data"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/teachers/{teacher_id}/phone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set a teacher's phone right
         * @description By the teacher, or an officer of the district, within five minutes of a login (401 `login-too-old`): a code sent
         *     there lets in. Answered masked.
         *
         *     404 where no document is known: documents, and the name, are set right by the roster, whose file the district keeps.
         */
        put: operations["put_phone"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/districts/{district_id}/teachers/{teacher_id}/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move a teacher to another school
         * @description End the appointment in hand on the day before and begin one at the new school. What was earned stays earned.
         */
        post: operations["post_transfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/jwks.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Keys that verify access tokens
         * @description Public Ed25519 keys; cache them and look again when a token names an unknown key.
         */
        get: operations["get_keys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/oauth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log in as an integration (OAuth 2 client credentials)
         * @description Give an access token bound to the client's district and scopes; it is not renewed but asked for again.
         *
         *     By `client_secret`, or by `client_assertion` (private_key_jwt, RFC 7523): a JWT that one of the registered Ed25519
         *     keys signed: `iss` and `sub` the client id, `aud` `xuefen`, a `jti` used once, `exp` at most five minutes ahead.
         */
        post: operations["post_client_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log in by password
         * @description Give an access token (10 minutes) and a refresh token (14 days unused, 30 in all; of administrators 12 hours).
         *
         *     Administrators have a second factor and send its code along: without it 401 `second-factor-needed` once the password
         *     was right. Who has none yet gets a token that only enrols one (`only`). The fifth failure in a row locks the account
         *     for a minute, each further one for twice as long, up to 15; so does the 300th from one address in ten
         *     minutes, for who has not logged in from there within 30 days.
         */
        post: operations["post_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/tokens/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renew a login
         * @description Rotate: the refresh token given works once, and using it a second time revokes the whole family.
         *
         *     Only within ten seconds, and as long as its successor was not used, the same pair is answered again.
         */
        post: operations["post_refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/tokens/wechat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log in by a WeChat mini-program code
         * @description Exchange the code of wx.login. Only a WeChat user bound to an account is let in; second factors as elsewhere.
         *
         *     Who is not bound yet asks for a code by text message and sends it along as `phone_code`: five tries, five minutes.
         *
         *     WeChat's own answers: 401 for a code that is not good, 403 for a user it has blocked, 429 where one logs in too
         *     often, 503 where it does not answer. A code is never tried twice.
         */
        post: operations["post_wechat_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directory/v1/tokens/wechat/phone-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a code that binds a WeChat user
         * @description Send a code to the phone that the roster has of this teacher, if it has it and the teacher has an account.
         *
         *     Then log in by WeChat with a fresh code of wx.login and this one. 429 `phone-code-too-soon` within a minute and
         *     after ten in a day, of the WeChat user or the phone; 503 `sms-away` where the deployment sends no messages.
         */
        post: operations["post_phone_code"];
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
         * AccountAnswer
         * @description What became of one account of the request, in its order.
         */
        AccountAnswer: {
            /** Account Id */
            account_id: string | null;
            /**
             * Problem
             * @description `username-taken` or `password-too-common` where it was not made
             */
            problem: string | null;
            /** Username */
            username: string;
        };
        /**
         * AccountHeld
         * @description A login of the person.
         */
        AccountHeld: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Display Name */
            display_name: string;
            /** Roles */
            roles: string[];
            /** Username */
            username: string;
            /** Wechat Bound */
            wechat_bound: boolean;
        };
        /** AccountListed */
        AccountListed: {
            /**
             * Account Id
             * Format: uuid
             */
            account_id: string;
            /**
             * Closed At
             * @description Since when nobody logs in by it
             */
            closed_at: string | null;
            /** Display Name */
            display_name: string;
            /** Roles */
            roles: string[];
            /** School Id */
            school_id: string | null;
            /** Teacher Id */
            teacher_id: string | null;
            /** Username */
            username: string;
        };
        /** AccountRequest */
        AccountRequest: {
            /** Display Name */
            display_name: string;
            /** Password */
            password?: string | null;
            /** Roles */
            roles: ("teacher" | "trainer" | "school_admin" | "district_admin" | "auditor")[];
            /** School Id */
            school_id?: string | null;
            /** Teacher Id */
            teacher_id?: string | null;
            /** Username */
            username: string;
        };
        /**
         * AccountResponse
         * @description One account in full; no secret is among it.
         */
        AccountResponse: {
            /**
             * Account Id
             * Format: uuid
             */
            account_id: string;
            /**
             * Closed At
             * @description Since when nobody logs in by it
             */
            closed_at: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Display Name */
            display_name: string;
            /**
             * Locked Until
             * @description After failures nobody is let in until then
             */
            locked_until: string | null;
            /** Roles */
            roles: string[];
            /** School Id */
            school_id: string | null;
            /**
             * Second Factor
             * @description Whether a second factor is asked for
             */
            second_factor: boolean;
            /** Teacher Id */
            teacher_id: string | null;
            /** Username */
            username: string;
        };
        /** AccountsRequest */
        AccountsRequest: {
            /** Accounts */
            accounts: components["schemas"]["AccountRequest"][];
        };
        /** AccountsResponse */
        AccountsResponse: {
            /** Items */
            items: components["schemas"]["AccountAnswer"][];
        };
        /** AppointmentResponse */
        AppointmentResponse: {
            /**
             * Appointment Id
             * Format: uuid
             */
            appointment_id: string;
            /** Post */
            post: string;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /** Stage */
            stage: string;
            /** Subject */
            subject: string | null;
            /** Title */
            title: string | null;
            /** Title Tier */
            title_tier: string | null;
            /**
             * Valid From
             * Format: date
             */
            valid_from: string;
            /** Valid To */
            valid_to: string | null;
        };
        /**
         * ArrivalResponse
         * @description Somebody whom another district sent here, without a name: names are told by the papers.
         */
        ArrivalResponse: {
            /**
             * Announced At
             * Format: date-time
             */
            announced_at: string;
            /**
             * Facts
             * @description Degrees, certificates held and leaves that come along
             */
            facts: components["schemas"]["FactBrought"][];
            /** First Day */
            first_day: string | null;
            /** Former District Id */
            former_district_id: number;
            /**
             * Last Day
             * Format: date
             * @description In the former district
             */
            last_day: string;
            /**
             * Person Id
             * Format: uuid
             */
            person_id: string;
            /** Received At */
            received_at: string | null;
            /** Received By */
            received_by: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "EXPECTED" | "RECEIVED" | "WITHDRAWN";
            /**
             * Teacher Id
             * @description As whom the person was received here
             */
            teacher_id: string | null;
            /**
             * Transfer Id
             * Format: uuid
             */
            transfer_id: string;
        };
        /**
         * AuditRecordResponse
         * @description One privileged act: a write by who holds another role than a teacher's, or data of people taken out.
         */
        AuditRecordResponse: {
            /**
             * Account Id
             * Format: uuid
             * @description The account, or the client of a connected system, that acted
             */
            account_id: string;
            /**
             * Address
             * @description The network address it came from
             */
            address: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Audit Id
             * Format: uuid
             */
            audit_id: string;
            /**
             * Object
             * @description The address below the district
             */
            object: string;
            /**
             * Object Id
             * @description The last id in that address
             */
            object_id: string | null;
            /**
             * Operation
             * @description The operation's id in the interface of that service
             */
            operation: string;
            /**
             * Problem
             * @description Why it was refused, where it was
             */
            problem: string | null;
            /**
             * Purpose
             * @description The purpose or reason that was given
             */
            purpose: string | null;
            /**
             * Request Id
             * Format: uuid
             * @description Its number in the logs
             */
            request_id: string;
            /** Roles */
            roles: string[];
            /** Service */
            service: string;
            /**
             * Status
             * @description How it was answered, as HTTP counts
             */
            status: number;
            /**
             * Teacher Id
             * @description Whom it concerned, where it concerned one teacher
             */
            teacher_id: string | null;
        };
        /** Bilingual */
        Bilingual: {
            /** En */
            en: string;
            /** Zh */
            zh: string;
        };
        /** Body_post_client_token */
        Body_post_client_token: {
            /** Client Assertion */
            client_assertion?: string | null;
            /** Client Assertion Type */
            client_assertion_type?: string | null;
            /** Client Id */
            client_id: string;
            /** Client Secret */
            client_secret?: string | null;
            /** Grant Type */
            grant_type: string;
        };
        /**
         * CalendarRequest
         * @description A whole school year; it takes the place of what was published for that year.
         */
        CalendarRequest: {
            /** Holidays */
            holidays?: components["schemas"]["PeriodOfDays"][];
            /** Semesters */
            semesters: components["schemas"]["PeriodOfDays"][];
        };
        /**
         * CalendarResponse
         * @description A school year as it is held; `school_id` is null where it is the district's.
         */
        CalendarResponse: {
            /** Holidays */
            holidays: components["schemas"]["PeriodShown"][];
            /** School Id */
            school_id: string | null;
            /** School Year */
            school_year: string;
            /** Semesters */
            semesters: components["schemas"]["PeriodShown"][];
        };
        /**
         * ClauseShown
         * @description A clause in the words of its source.
         */
        ClauseShown: {
            /** Clause Id */
            clause_id: string;
            /** Document */
            document: string;
            /** Formal */
            formal: string;
            /** Kind */
            kind: string;
            /** Note */
            note: string | null;
            /**
             * Quotes
             * @description Verbatim
             */
            quotes: string[];
            /**
             * Scope
             * @enum {string}
             */
            scope: "teacher" | "program" | "unit" | "school" | "district";
            /** Section */
            section: string;
            /**
             * Severity
             * @description By the default reading
             * @enum {string}
             */
            severity: "mandatory" | "advisory";
            title: components["schemas"]["Bilingual"];
        };
        /** ClientKeysRequest */
        ClientKeysRequest: {
            /**
             * Keys
             * @description Two while one takes the place of the other; none is none
             */
            keys: components["schemas"]["PublicKey"][];
        };
        /** ClientRequest */
        ClientRequest: {
            /**
             * Addresses
             * @description Networks from which it may log in; none is from anywhere
             * @default []
             */
            addresses: string[];
            /** Name */
            name: string;
            /** Scopes */
            scopes: ("summary:read" | "feed:read")[];
        };
        /**
         * ClientResponse
         * @description An integration. Of its two secrets only how long each is good.
         */
        ClientResponse: {
            /**
             * Addresses
             * @description Networks from which it may log in; none is from anywhere
             */
            addresses: string[];
            /**
             * Client Id
             * @description What the integration logs in with: district and id
             */
            client_id: string;
            /** Closed At */
            closed_at: string | null;
            /**
             * Id
             * Format: uuid
             * @description How addresses name it
             */
            id: string;
            /**
             * Key Ids
             * @description Keys by whose signature it logs in
             */
            key_ids: string[];
            /** Name */
            name: string;
            /** Scopes */
            scopes: string[];
            /** Secret A Until */
            secret_a_until: string | null;
            /** Secret B Until */
            secret_b_until: string | null;
        };
        /**
         * ClientSecretResponse
         * @description A secret of 256 random bits, as it is shown this once.
         */
        ClientSecretResponse: {
            /** Client Id */
            client_id: string;
            /** Secret */
            secret: string;
            /**
             * Valid Until
             * Format: date-time
             */
            valid_until: string;
        };
        /** ClientsResponse */
        ClientsResponse: {
            /** Items */
            items: components["schemas"]["ClientResponse"][];
        };
        /** ConfirmationRequest */
        ConfirmationRequest: {
            /** Totp */
            totp: string;
        };
        /** DepartureRequest */
        DepartureRequest: {
            /**
             * Last Day
             * Format: date
             * @description The last day here; the new district begins after it
             */
            last_day: string;
            /** New District Id */
            new_district_id: number;
            /** Reason */
            reason: string;
        };
        /**
         * DepartureResponse
         * @description A teacher who was let go. The letter of transfer bears `transfer_id`: by it the new district receives.
         */
        DepartureResponse: {
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
            /**
             * Last Day
             * Format: date
             */
            last_day: string;
            /** New District Id */
            new_district_id: number;
            /**
             * Person Id
             * Format: uuid
             * @description The person's number in the whole country
             */
            person_id: string;
            /** Reason */
            reason: string;
            /**
             * Received From
             * @description First day in the new district, once it is told
             */
            received_from: string | null;
            /**
             * State
             * @description RECEIVED once the new district has appointed the person
             * @enum {string}
             */
            state: "DEPARTED" | "RECEIVED" | "WITHDRAWN";
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /**
             * Transfer Id
             * Format: uuid
             */
            transfer_id: string;
            /** Withdrawn At */
            withdrawn_at: string | null;
            /** Withdrawn By */
            withdrawn_by: string | null;
        };
        /** DifferenceShown */
        DifferenceShown: {
            /**
             * After
             * @description JSON text
             */
            after: string | null;
            /**
             * Before
             * @description JSON text
             */
            before: string | null;
            /**
             * Change
             * @enum {string}
             */
            change: "added" | "removed" | "changed";
            /**
             * Clause
             * @description Null in the pack's header
             */
            clause: string | null;
            /**
             * Where
             * @description Dotted path; empty for a clause as a whole
             */
            where: string;
        };
        /**
         * DifferencesResponse
         * @description What changed: header first, then clauses in their order, removed ones last.
         */
        DifferencesResponse: {
            /** After */
            after: string;
            /**
             * Before
             * @description Content hash of what is compared against
             */
            before: string;
            /** Items */
            items: components["schemas"]["DifferenceShown"][];
        };
        /** DistrictResponse */
        DistrictResponse: {
            /** District Id */
            district_id: number;
            /** Level */
            level: string;
            /** Name */
            name: string;
            /** Parent Id */
            parent_id: number | null;
        };
        /** ErasureRequest */
        ErasureRequest: {
            /** Reason */
            reason: string;
        };
        /**
         * ErasureResponse
         * @description What was removed. The id stays, and with it what was earned and decided: the book never forgets an entry.
         */
        ErasureResponse: {
            /**
             * Accounts
             * @description Logins, closed for good
             */
            accounts: number;
            /**
             * Documents
             * @description Identity documents, with the phones beside them
             */
            documents: number;
            /**
             * Person Forgotten
             * @description Whether the document leads to nobody in the country any more; not where a district has the person
             */
            person_forgotten: boolean;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /** FactBrought */
        FactBrought: {
            /** Code */
            code: string;
            /** Kind */
            kind: string;
            /**
             * Valid From
             * Format: date
             */
            valid_from: string;
            /** Valid To */
            valid_to: string | null;
        };
        /** FactRequest */
        FactRequest: {
            /**
             * Code
             * @description Which degree, leave, certificate or group (BACKBONE, LEADER, SUBJECT_LEADER, TEAM_HEAD ...), or the clause opted into
             * @default
             */
            code: string;
            /** Ground */
            ground?: string | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "DEGREE" | "LEAVE" | "OPT_IN" | "CERTIFICATE" | "EXEMPTION" | "CLASS_TEACHER" | "MEMBERSHIP";
            /**
             * Valid From
             * Format: date
             */
            valid_from: string;
            /** Valid To */
            valid_to?: string | null;
        };
        /** FactResponse */
        FactResponse: {
            /** Code */
            code: string;
            /**
             * Fact Id
             * Format: uuid
             */
            fact_id: string;
            /** Ground */
            ground: string | null;
            /** Kind */
            kind: string;
            /**
             * Valid From
             * Format: date
             */
            valid_from: string;
            /** Valid To */
            valid_to: string | null;
        };
        /**
         * GoverningPack
         * @description A pack that governs a teacher on these days, both included.
         */
        GoverningPack: {
            /**
             * Assignment Id
             * Format: uuid
             */
            assignment_id: string;
            /** Content Hash */
            content_hash: string;
            /**
             * First
             * Format: date
             */
            first: string;
            /**
             * Last
             * Format: date
             */
            last: string;
            /** Pack Id */
            pack_id: string;
            /** Revision */
            revision: number;
            /** Version */
            version: string;
        };
        /**
         * IdentityResponse
         * @description A document and a phone: masked, or in full where that was asked for.
         */
        IdentityResponse: {
            /** Document */
            document: string;
            /** Document Kind */
            document_kind: string;
            /** Phone */
            phone: string | null;
        };
        /** KeysResponse */
        KeysResponse: {
            /**
             * Keys
             * @description JSON Web Keys (RFC 7517) that verify access tokens
             */
            keys: {
                [key: string]: unknown;
            }[];
        };
        /** MeResponse */
        MeResponse: {
            /**
             * Account Id
             * Format: uuid
             */
            account_id: string;
            /** District Id */
            district_id: number;
            /** Roles */
            roles: string[];
            /** School Id */
            school_id: string | null;
            /** Scopes */
            scopes: string[];
            /** Teacher Id */
            teacher_id: string | null;
        };
        /**
         * NewTeacherRequest
         * @description As whom somebody is entered who never stood in the district's list.
         */
        NewTeacherRequest: {
            /** Birth Date */
            birth_date?: string | null;
            /**
             * Hire Date
             * Format: date
             */
            hire_date: string;
            /** Name */
            name: string;
            /** Retire Date */
            retire_date?: string | null;
            /** Staff Number */
            staff_number: string;
        };
        /** OfferRequest */
        OfferRequest: {
            /**
             * Totp
             * @description Of who has a second factor: the six digits that the app shows, or one of the recovery codes, which is to be replaced
             */
            totp?: string | null;
        };
        /**
         * OfferResponse
         * @description What an app needs to make codes. It is shown this once.
         */
        OfferResponse: {
            /**
             * Otpauth Uri
             * @description To be shown as a QR code
             */
            otpauth_uri: string;
            /**
             * Secret
             * @description To be typed into the app where it cannot read the address
             */
            secret: string;
        };
        /**
         * PackAssignmentRequest
         * @description A version (by hash) or a shipped pack (by id), a period, and for whom: null means everybody.
         */
        PackAssignmentRequest: {
            /**
             * Content Hash
             * @description A version published in the district
             */
            content_hash?: string | null;
            /**
             * Pack Id
             * @description A shipped pack, published on the way
             */
            pack_id?: string | null;
            /**
             * Parameters
             * @description Numbers and dates the pack leaves to the district, as text
             */
            parameters?: {
                [key: string]: string;
            };
            /**
             * Post
             * @description Only for those in this post
             */
            post?: ("TEACHER" | "PRINCIPAL" | "MIDDLE_MANAGER" | "PROFESSIONAL" | "STAFF") | null;
            /**
             * School Id
             * @description Only for those appointed at this school
             */
            school_id?: string | null;
            /**
             * Stage
             * @description Only for those of this stage
             */
            stage?: ("KINDERGARTEN" | "PRIMARY" | "JUNIOR_MIDDLE" | "SENIOR_MIDDLE" | "VOCATIONAL" | "SPECIAL" | "NON_SCHOOL") | null;
            /**
             * Switches
             * @description Readings chosen where the source is ambiguous
             */
            switches?: {
                [key: string]: string;
            };
            /**
             * Valid From
             * Format: date
             */
            valid_from: string;
            /**
             * Valid To
             * Format: date
             */
            valid_to: string;
        };
        /**
         * PackAssignmentResponse
         * @description An assignment at a revision: the latest one unless asked otherwise.
         */
        PackAssignmentResponse: {
            /**
             * Assignment Id
             * Format: uuid
             */
            assignment_id: string;
            /** Content Hash */
            content_hash: string;
            /**
             * Decided At
             * Format: date-time
             */
            decided_at: string;
            /**
             * Decided By
             * @description The account; null where the system itself decided
             */
            decided_by: string | null;
            /**
             * Kind
             * @description What the revision did: PERIOD moved the last day, WITHDRAWN took it back before it began
             * @enum {string}
             */
            kind: "ASSIGNED" | "CORRECTED" | "PERIOD" | "WITHDRAWN";
            /** Pack Id */
            pack_id: string;
            /** Parameters */
            parameters: {
                [key: string]: unknown;
            };
            /** Post */
            post: string | null;
            /**
             * Reason
             * @description Why it was revised; null as first decided
             */
            reason: string | null;
            /**
             * Revision
             * @description 1 as first decided, higher where it was revised
             */
            revision: number;
            /** School Id */
            school_id: string | null;
            /** Stage */
            stage: string | null;
            /** Switches */
            switches: {
                [key: string]: unknown;
            };
            /**
             * Valid From
             * Format: date
             */
            valid_from: string;
            /**
             * Valid To
             * Format: date
             */
            valid_to: string;
            /** Version */
            version: string;
        };
        /** PackAssignmentsResponse */
        PackAssignmentsResponse: {
            /** Items */
            items: components["schemas"]["PackAssignmentResponse"][];
        };
        /**
         * PackCorrectionRequest
         * @description The version that is right, and why the one in force is not; parameters and switches stay unless given.
         */
        PackCorrectionRequest: {
            /** Content Hash */
            content_hash: string;
            /** Parameters */
            parameters?: {
                [key: string]: string;
            } | null;
            /** Reason */
            reason: string;
            /** Switches */
            switches?: {
                [key: string]: string;
            } | null;
        };
        /**
         * PackHistoryResponse
         * @description An assignment with every revision of it, the first one first.
         */
        PackHistoryResponse: {
            /**
             * Assignment Id
             * Format: uuid
             */
            assignment_id: string;
            /** Content Hash */
            content_hash: string;
            /**
             * Decided At
             * Format: date-time
             */
            decided_at: string;
            /**
             * Decided By
             * @description The account; null where the system itself decided
             */
            decided_by: string | null;
            /**
             * Kind
             * @description What the revision did: PERIOD moved the last day, WITHDRAWN took it back before it began
             * @enum {string}
             */
            kind: "ASSIGNED" | "CORRECTED" | "PERIOD" | "WITHDRAWN";
            /** Pack Id */
            pack_id: string;
            /** Parameters */
            parameters: {
                [key: string]: unknown;
            };
            /** Post */
            post: string | null;
            /**
             * Reason
             * @description Why it was revised; null as first decided
             */
            reason: string | null;
            /**
             * Revision
             * @description 1 as first decided, higher where it was revised
             */
            revision: number;
            /** Revisions */
            revisions: components["schemas"]["PackAssignmentResponse"][];
            /** School Id */
            school_id: string | null;
            /** Stage */
            stage: string | null;
            /** Switches */
            switches: {
                [key: string]: unknown;
            };
            /**
             * Valid From
             * Format: date
             */
            valid_from: string;
            /**
             * Valid To
             * Format: date
             */
            valid_to: string;
            /** Version */
            version: string;
        };
        /**
         * PackLastDayRequest
         * @description The last day on which an assignment shall hold, and why it is another than decided.
         */
        PackLastDayRequest: {
            /** Reason */
            reason: string;
            /**
             * Valid To
             * Format: date
             */
            valid_to: string;
        };
        /**
         * PackListed
         * @description A version published in the district.
         */
        PackListed: {
            /**
             * Builds On
             * @description Hash of the content that it was put on
             */
            builds_on: string | null;
            /**
             * Content Hash
             * @description sha256 of the content, by which it is assigned
             */
            content_hash: string;
            /** Pack Id */
            pack_id: string;
            /**
             * Published At
             * Format: date-time
             */
            published_at: string;
            /**
             * Published By
             * @description The account; null where the system itself published it
             */
            published_by: string | null;
            title: components["schemas"]["Bilingual"] | null;
            /** Version */
            version: string;
        };
        /**
         * PackRequest
         * @description A pack to publish: its text, or the id of one that comes with the system.
         */
        PackRequest: {
            /**
             * Builds On
             * @description What `content` is put on: the hash of a published version, or the id of a shipped pack
             */
            builds_on?: string | null;
            /**
             * Content
             * @description YAML, at most 512 KiB; everything wrong in it is told at once
             */
            content?: string | null;
            /**
             * Shipped
             * @description Id of a pack of `/shipped-packs`, published as it is
             */
            shipped?: string | null;
        };
        /**
         * PackResponse
         * @description A version with all that may be read of it.
         */
        PackResponse: {
            /**
             * Builds On
             * @description Hash of the content that it was put on
             */
            builds_on: string | null;
            /** Clauses */
            clauses: components["schemas"]["ClauseShown"][];
            /**
             * Content Hash
             * @description sha256 of the content, by which it is assigned
             */
            content_hash: string;
            /**
             * Document
             * @description The source of the pack as a whole
             */
            document: string;
            jurisdiction: components["schemas"]["Bilingual"];
            /** Pack Id */
            pack_id: string;
            /** Parameters */
            parameters: components["schemas"]["ParameterShown"][];
            /**
             * Published At
             * Format: date-time
             */
            published_at: string;
            /**
             * Published By
             * @description The account; null where the system itself published it
             */
            published_by: string | null;
            /** Section */
            section: string;
            /**
             * Source
             * @description The text as its author published it
             */
            source: string;
            /** Switches */
            switches: components["schemas"]["SwitchShown"][];
            title: components["schemas"]["Bilingual"] | null;
            /** Version */
            version: string;
        };
        /**
         * PackWithdrawalRequest
         * @description Why an assignment that has not begun is taken back.
         */
        PackWithdrawalRequest: {
            /** Reason */
            reason: string;
        };
        /** PacksResponse */
        PacksResponse: {
            /** Items */
            items: components["schemas"]["PackListed"][];
        };
        /** Page[AccountListed] */
        Page_AccountListed_: {
            /** Items */
            items: components["schemas"]["AccountListed"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[ArrivalResponse] */
        Page_ArrivalResponse_: {
            /** Items */
            items: components["schemas"]["ArrivalResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[AuditRecordResponse] */
        Page_AuditRecordResponse_: {
            /** Items */
            items: components["schemas"]["AuditRecordResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[DepartureResponse] */
        Page_DepartureResponse_: {
            /** Items */
            items: components["schemas"]["DepartureResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[TeacherListed] */
        Page_TeacherListed_: {
            /** Items */
            items: components["schemas"]["TeacherListed"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[TeacherMergeResponse] */
        Page_TeacherMergeResponse_: {
            /** Items */
            items: components["schemas"]["TeacherMergeResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /**
         * ParameterShown
         * @description A date, number or text that an assignment supplies.
         */
        ParameterShown: {
            /** Default */
            default: string | null;
            /** Name */
            name: string;
            /** Required */
            required: boolean;
            title: components["schemas"]["Bilingual"];
            /**
             * Type
             * @enum {string}
             */
            type: "date" | "number" | "text";
            why: components["schemas"]["Bilingual"] | null;
        };
        /** PasswordChangeRequest */
        PasswordChangeRequest: {
            /**
             * New Password
             * @description At least 12 characters
             */
            new_password: string;
            /**
             * Password
             * @description The present one
             */
            password: string;
        };
        /** PasswordLoginRequest */
        PasswordLoginRequest: {
            /** District Id */
            district_id: number;
            /** Password */
            password: string;
            /**
             * Totp
             * @description Of who has a second factor: the six digits that the app shows, or one of the recovery codes
             */
            totp?: string | null;
            /** Username */
            username: string;
        };
        /**
         * PasswordOnceResponse
         * @description A password that lets in only to choose another. It is shown this once.
         */
        PasswordOnceResponse: {
            /** Password */
            password: string;
            /**
             * Valid Until
             * Format: date-time
             */
            valid_until: string;
        };
        /**
         * PeriodOfDays
         * @description A semester or days off, first and last day included.
         */
        PeriodOfDays: {
            /**
             * First Day
             * Format: date
             */
            first_day: string;
            /** Label */
            label: string;
            /**
             * Last Day
             * Format: date
             */
            last_day: string;
        };
        /** PeriodShown */
        PeriodShown: {
            /**
             * First Day
             * Format: date
             */
            first_day: string;
            /** Label */
            label: string;
            /**
             * Last Day
             * Format: date
             */
            last_day: string;
        };
        /**
         * PersonalDataResponse
         * @description Everything the directory holds of one person; what was earned is in the ledger's archive of the teacher.
         */
        PersonalDataResponse: {
            /** Accounts */
            accounts: components["schemas"]["AccountHeld"][];
            /** Appointments */
            appointments: components["schemas"]["AppointmentResponse"][];
            /** Birth Date */
            birth_date: string | null;
            /** Facts */
            facts: components["schemas"]["FactResponse"][];
            /**
             * Former Numbers
             * @description Other staff numbers that were found to be the same person's
             */
            former_numbers: string[];
            /** Hire Date */
            hire_date: string | null;
            /** @description In full */
            identity: components["schemas"]["IdentityResponse"] | null;
            /** Name */
            name: string;
            /**
             * Person Id
             * Format: uuid
             * @description The person's number in the whole country
             */
            person_id: string;
            /** Retire Date */
            retire_date: string | null;
            /** Staff Number */
            staff_number: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /**
         * PhoneCodeRequest
         * @description What the roster says of a teacher: all of it has to be right.
         */
        PhoneCodeRequest: {
            /**
             * Code
             * @description What wx.login gave; it works once
             */
            code: string;
            /** District Id */
            district_id: number;
            /** Name */
            name: string;
            /** Phone */
            phone: string;
            /** Staff Number */
            staff_number: string;
        };
        /**
         * PhoneCodeResponse
         * @description The same whether or not the roster has such a teacher.
         */
        PhoneCodeResponse: {
            /**
             * Minutes
             * @description How long a code is good, if one was sent
             */
            minutes: number;
        };
        /** PhoneRequest */
        PhoneRequest: {
            /**
             * Phone
             * @description Null removes it
             */
            phone: string | null;
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
         * PublicKey
         * @description The public half of an Ed25519 key, as a JSON Web Key (RFC 8037).
         */
        PublicKey: {
            /**
             * Crv
             * @default Ed25519
             * @constant
             */
            crv: "Ed25519";
            /**
             * Kid
             * @description By which an assertion names it
             */
            kid: string;
            /**
             * Kty
             * @default OKP
             * @constant
             */
            kty: "OKP";
            /** X */
            x: string;
        };
        /** Reading */
        Reading: {
            title: components["schemas"]["Bilingual"];
            /** Value */
            value: string;
        };
        /**
         * ReceptionRequest
         * @description Where the person begins, and as whom: `teacher_id` of who stands here already, or `new`.
         */
        ReceptionRequest: {
            /**
             * First Day
             * Format: date
             */
            first_day: string;
            new?: components["schemas"]["NewTeacherRequest"] | null;
            /**
             * Post
             * @default TEACHER
             * @enum {string}
             */
            post: "TEACHER" | "PRINCIPAL" | "MIDDLE_MANAGER" | "PROFESSIONAL" | "STAFF";
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /**
             * Stage
             * @default PRIMARY
             * @enum {string}
             */
            stage: "KINDERGARTEN" | "PRIMARY" | "JUNIOR_MIDDLE" | "SENIOR_MIDDLE" | "VOCATIONAL" | "SPECIAL" | "NON_SCHOOL";
            /** Subject */
            subject?: string | null;
            /** Teacher Id */
            teacher_id?: string | null;
            /** Title */
            title?: string | null;
            /** Title Tier */
            title_tier?: ("PROBATION" | "JUNIOR" | "MIDDLE" | "SENIOR" | "FULL_SENIOR") | null;
        };
        /**
         * RecoveryCodesResponse
         * @description Ten codes that let in once each where the app is lost. They are shown this once.
         */
        RecoveryCodesResponse: {
            /** Recovery Codes */
            recovery_codes: string[];
        };
        /** RefreshRequest */
        RefreshRequest: {
            /** Refresh Token */
            refresh_token: string;
        };
        /** RolesRequest */
        RolesRequest: {
            /** Roles */
            roles: ("teacher" | "trainer" | "school_admin" | "district_admin" | "auditor")[];
            /**
             * School Id
             * @description The school that it belongs to; null is none
             */
            school_id?: string | null;
        };
        /**
         * RosterImportResponse
         * @description What the import did, or with `dry_run` would have done. With errors nothing was applied.
         */
        RosterImportResponse: {
            /** Applied */
            applied: boolean;
            /** Dry Run */
            dry_run: boolean;
            /**
             * Import Id
             * Format: uuid
             */
            import_id: string;
            /**
             * Imported At
             * Format: date-time
             */
            imported_at: string;
            report: components["schemas"]["RosterReport"];
        };
        /** RosterReport */
        RosterReport: {
            /** Counts */
            counts: {
                [key: string]: components["schemas"]["TableCounts"];
            };
            /** Errors */
            errors: components["schemas"]["RowError"][];
            /** Rows */
            rows: number;
        };
        /** RowError */
        RowError: {
            /** Code */
            code: string;
            /** Column */
            column: string;
            /**
             * Row
             * @description Number of the row as the spreadsheet shows it
             */
            row: number;
        };
        /**
         * SchoolFactRequest
         * @description A dated number of a school, or a task given to a teacher.
         */
        SchoolFactRequest: {
            /**
             * Holder Id
             * @description The teacher who has the task
             */
            holder_id?: string | null;
            /**
             * Kind
             * @description As the pack names it: pupils, funds, a theme; or the code of a role of the pack
             */
            kind: string;
            /**
             * Valid From
             * Format: date
             */
            valid_from: string;
            /**
             * Valid To
             * @description The last day that counts; open when absent
             */
            valid_to?: string | null;
            /**
             * Value
             * @description Pupils, yuan ... as the kind is counted in
             */
            value?: string | null;
        };
        /** SchoolFactResponse */
        SchoolFactResponse: {
            /**
             * Annulled
             * @description Should never have been stated; it counts for nothing
             */
            annulled: boolean;
            /**
             * Fact Id
             * Format: uuid
             */
            fact_id: string;
            /** Holder Id */
            holder_id: string | null;
            /** Kind */
            kind: string;
            /**
             * Revisions
             * @description The first change first
             */
            revisions?: components["schemas"]["SchoolRevisionShown"][];
            /**
             * Valid From
             * Format: date
             */
            valid_from: string;
            /** Valid To */
            valid_to: string | null;
            /** Value */
            value: string | null;
        };
        /** SchoolFactsResponse */
        SchoolFactsResponse: {
            /** Items */
            items: components["schemas"]["SchoolFactResponse"][];
        };
        /** SchoolMergerRequest */
        SchoolMergerRequest: {
            /**
             * Into School Id
             * Format: uuid
             */
            into_school_id: string;
            /**
             * Merged On
             * Format: date
             * @description First day as part of the other school
             */
            merged_on: string;
            /** Reason */
            reason: string;
        };
        /** SchoolMergerResponse */
        SchoolMergerResponse: {
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
            /**
             * Into School Id
             * Format: uuid
             */
            into_school_id: string;
            /**
             * Merged On
             * Format: date
             */
            merged_on: string;
            /** Reason */
            reason: string;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /**
             * Teachers
             * @description How many go on at the other school
             */
            teachers: number;
            /**
             * Units
             * @description Teams and pairs that go on there
             */
            units: number;
        };
        /** SchoolRequest */
        SchoolRequest: {
            /** Code */
            code: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "SCHOOL" | "KINDERGARTEN" | "TRAINING_CENTRE" | "EDUCATION_COLLEGE";
            /** Name */
            name: string;
            /**
             * Stage
             * @enum {string}
             */
            stage: "KINDERGARTEN" | "PRIMARY" | "JUNIOR_MIDDLE" | "SENIOR_MIDDLE" | "VOCATIONAL" | "SPECIAL" | "NON_SCHOOL";
        };
        /** SchoolResponse */
        SchoolResponse: {
            /** Code */
            code: string;
            /** Kind */
            kind: string;
            /**
             * Merged Into
             * @description The school that it went up in
             */
            merged_into?: string | null;
            /**
             * Merged On
             * @description First day as part of that school
             */
            merged_on?: string | null;
            /** Name */
            name: string;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /** Stage */
            stage: string;
        };
        /**
         * SchoolRevisionRequest
         * @description Ends a fact or unit on a day, or annuls it where it should never have been stated.
         */
        SchoolRevisionRequest: {
            /**
             * Last Day
             * @description The last day on which it counts; null annuls it
             */
            last_day: string | null;
            /** Reason */
            reason: string;
        };
        /**
         * SchoolRevisionShown
         * @description What was changed after it was stated, by whom and why.
         */
        SchoolRevisionShown: {
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
            /**
             * Kind
             * @enum {string}
             */
            kind: "ENDED" | "ANNULLED";
            /** Last Day */
            last_day: string | null;
            /** Reason */
            reason: string;
        };
        /** SchoolsResponse */
        SchoolsResponse: {
            /** Items */
            items: components["schemas"]["SchoolResponse"][];
        };
        /**
         * ShippedPack
         * @description A pack that comes with the system.
         */
        ShippedPack: {
            /**
             * Content Hash
             * @description The hash it will have when it is published
             */
            content_hash: string;
            jurisdiction: components["schemas"]["Bilingual"];
            /** Pack Id */
            pack_id: string;
            title: components["schemas"]["Bilingual"];
            /** Version */
            version: string;
        };
        /** ShippedPacksResponse */
        ShippedPacksResponse: {
            /** Items */
            items: components["schemas"]["ShippedPack"][];
        };
        /** StandingRequest */
        StandingRequest: {
            /**
             * State
             * @enum {string}
             */
            state: "OPEN" | "CLOSED";
        };
        /**
         * SwitchShown
         * @description A question that the source leaves open, its readings, and the one taken unless the assignment says another.
         */
        SwitchShown: {
            /**
             * Clause
             * @description The clause it stands in, null for the pack as a whole
             */
            clause: string | null;
            /** Default */
            default: string;
            /** Name */
            name: string;
            question: components["schemas"]["Bilingual"];
            /** Values */
            values: components["schemas"]["Reading"][];
            why: components["schemas"]["Bilingual"];
        };
        /** TableCounts */
        TableCounts: {
            /** Added */
            added: number;
            /** Changed */
            changed: number;
        };
        /**
         * TeacherListed
         * @description A teacher with the appointment of the day asked for.
         */
        TeacherListed: {
            /** Hire Date */
            hire_date: string | null;
            /** Name */
            name: string;
            /** Post */
            post: string;
            /** Retire Date */
            retire_date: string | null;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /** Staff Number */
            staff_number: string;
            /** Stage */
            stage: string;
            /** Subject */
            subject: string | null;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /** Title */
            title: string | null;
            /** Title Tier */
            title_tier: string | null;
        };
        /** TeacherMergeDecisionRequest */
        TeacherMergeDecisionRequest: {
            /**
             * Decision
             * @enum {string}
             */
            decision: "APPROVED" | "REJECTED" | "WITHDRAWN";
            /** Reason */
            reason?: string | null;
        };
        /** TeacherMergeRequest */
        TeacherMergeRequest: {
            /**
             * Into Teacher Id
             * Format: uuid
             * @description As whom the person goes on
             */
            into_teacher_id: string;
            /** Reason */
            reason: string;
            /**
             * Teacher Id
             * Format: uuid
             * @description The one of the two who is not to go on
             */
            teacher_id: string;
        };
        /**
         * TeacherMergeResponse
         * @description Two teachers who are said to be one person. Entries follow in the ledger within moments.
         */
        TeacherMergeResponse: {
            /**
             * Into Teacher Id
             * Format: uuid
             */
            into_teacher_id: string;
            /**
             * Merge Id
             * Format: uuid
             */
            merge_id: string;
            /**
             * State
             * @enum {string}
             */
            state: "PROPOSED" | "REJECTED" | "WITHDRAWN" | "MERGED" | "UNDO_PROPOSED" | "UNDONE";
            /** Steps */
            steps: components["schemas"]["TeacherMergeStepResponse"][];
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /**
         * TeacherMergeStepResponse
         * @description What was proposed or decided, by which account.
         */
        TeacherMergeStepResponse: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * By Account
             * Format: uuid
             */
            by_account: string;
            /** Number */
            number: number;
            /** Reason */
            reason: string | null;
            /**
             * Step
             * @enum {string}
             */
            step: "PROPOSED" | "APPROVED" | "REJECTED" | "WITHDRAWN" | "UNDO_PROPOSED" | "UNDO_APPROVED" | "UNDO_REJECTED" | "UNDO_WITHDRAWN";
        };
        /** TeacherMergeUndoRequest */
        TeacherMergeUndoRequest: {
            /** Reason */
            reason: string;
        };
        /** TeacherPacksResponse */
        TeacherPacksResponse: {
            /** Items */
            items: components["schemas"]["GoverningPack"][];
        };
        /** TeacherRequest */
        TeacherRequest: {
            /**
             * Appointed From
             * Format: date
             */
            appointed_from: string;
            /** Birth Date */
            birth_date?: string | null;
            /**
             * Hire Date
             * Format: date
             */
            hire_date: string;
            /** Name */
            name: string;
            /**
             * Post
             * @default TEACHER
             * @enum {string}
             */
            post: "TEACHER" | "PRINCIPAL" | "MIDDLE_MANAGER" | "PROFESSIONAL" | "STAFF";
            /** Retire Date */
            retire_date?: string | null;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /** Staff Number */
            staff_number: string;
            /**
             * Stage
             * @default PRIMARY
             * @enum {string}
             */
            stage: "KINDERGARTEN" | "PRIMARY" | "JUNIOR_MIDDLE" | "SENIOR_MIDDLE" | "VOCATIONAL" | "SPECIAL" | "NON_SCHOOL";
            /** Subject */
            subject?: string | null;
            /** Title */
            title?: string | null;
            /** Title Tier */
            title_tier?: ("PROBATION" | "JUNIOR" | "MIDDLE" | "SENIOR" | "FULL_SENIOR") | null;
        };
        /**
         * TeacherResponse
         * @description Everything dated about a teacher, without document or phone numbers.
         */
        TeacherResponse: {
            /** Appointments */
            appointments: components["schemas"]["AppointmentResponse"][];
            /** Facts */
            facts: components["schemas"]["FactResponse"][];
            /** Hire Date */
            hire_date: string | null;
            /**
             * Merged Into
             * @description As whom this person goes on, found twice
             */
            merged_into?: string | null;
            /** Name */
            name: string;
            /** Retire Date */
            retire_date: string | null;
            /** Staff Number */
            staff_number: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /**
         * TokenResponse
         * @description A bearer token of ten minutes, and what renews it.
         */
        TokenResponse: {
            /** Access Token */
            access_token: string;
            /**
             * Account Id
             * Format: uuid
             */
            account_id: string;
            /**
             * Expires In
             * @description Seconds
             */
            expires_in: number;
            /**
             * Only
             * @description Operations that the token is confined to, because they are to be done before a full login: choosing a password, enrolling a second factor. Log in again afterwards
             */
            only?: string[];
            /**
             * Refresh Token
             * @description Works once; absent for integrations, and where `only` says something
             */
            refresh_token: string | null;
            /** Roles */
            roles: string[];
            /**
             * Token Type
             * @default Bearer
             * @constant
             */
            token_type: "Bearer";
        };
        /** TransferRequest */
        TransferRequest: {
            /**
             * On
             * Format: date
             * @description First day at the new school
             */
            on: string;
            /** Post */
            post?: ("TEACHER" | "PRINCIPAL" | "MIDDLE_MANAGER" | "PROFESSIONAL" | "STAFF") | null;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
        };
        /**
         * UnitRequest
         * @description A team or pair of a school.
         */
        UnitRequest: {
            /**
             * Head Id
             * @description The teacher who heads it
             */
            head_id?: string | null;
            /**
             * Kind
             * @description As the pack's clauses of scope unit name it: TEAM, PAIR ...
             */
            kind: string;
            /** Name */
            name: string;
        };
        /** UnitResponse */
        UnitResponse: {
            /**
             * Annulled
             * @description Should never have been stated; it counts for nothing
             */
            annulled: boolean;
            /**
             * First Day
             * @description The first day on which clauses ask it; null where it always was there
             */
            first_day: string | null;
            /** Head Id */
            head_id: string | null;
            /** Kind */
            kind: string;
            /**
             * Last Day
             * @description The last day on which clauses ask it; null while it goes on
             */
            last_day: string | null;
            /** Name */
            name: string;
            /**
             * Revisions
             * @description The first change first
             */
            revisions?: components["schemas"]["SchoolRevisionShown"][];
            /**
             * Unit Id
             * Format: uuid
             */
            unit_id: string;
        };
        /** UnitsResponse */
        UnitsResponse: {
            /** Items */
            items: components["schemas"]["UnitResponse"][];
        };
        /** WechatBindingRequest */
        WechatBindingRequest: {
            /**
             * Code
             * @description What wx.login gave; null lets go who is bound
             */
            code: string | null;
            /**
             * Password
             * @description Of who has one: the present one
             */
            password?: string | null;
        };
        /** WechatLoginRequest */
        WechatLoginRequest: {
            /**
             * Code
             * @description What wx.login gave; it works once
             */
            code: string;
            /** District Id */
            district_id: number;
            /**
             * Phone Code
             * @description Of who is not bound yet: the code sent to the phone
             */
            phone_code?: string | null;
            /**
             * Totp
             * @description Of who has a second factor: the six digits that the app shows, or one of the recovery codes
             */
            totp?: string | null;
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
    get_district: {
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
                    "application/json": components["schemas"]["DistrictResponse"];
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
    list_accounts: {
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
                    "application/json": components["schemas"]["Page_AccountListed_"];
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
    post_accounts: {
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
                "application/json": components["schemas"]["AccountsRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountsResponse"];
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
    get_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                account_id: string;
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
                    "application/json": components["schemas"]["AccountResponse"];
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
    put_account_password: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                account_id: string;
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
                    "application/json": components["schemas"]["PasswordOnceResponse"];
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
    put_account_roles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                account_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RolesRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountListed"];
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
    put_account_state: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                account_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StandingRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountListed"];
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
    post_account_totp_reset: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountListed"];
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
    post_account_wechat_unbinding: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountListed"];
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
    list_arrivals: {
        parameters: {
            query?: {
                /** @description EXPECTED: still to be received */
                state?: ("EXPECTED" | "RECEIVED" | "WITHDRAWN") | null;
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
                    "application/json": components["schemas"]["Page_ArrivalResponse_"];
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
    post_reception: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                transfer_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReceptionRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArrivalResponse"];
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
    list_audit: {
        parameters: {
            query?: {
                /** @description Who acted */
                account_id?: string | null;
                /** @description Whom it concerned */
                teacher_id?: string | null;
                /** @description The last id in the address of what was acted on */
                object_id?: string | null;
                /** @description The operation's id */
                operation?: string | null;
                /** @description From this moment on */
                since?: string | null;
                /** @description Before this moment */
                until?: string | null;
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
                    "application/json": components["schemas"]["Page_AuditRecordResponse_"];
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
    get_calendar: {
        parameters: {
            query?: {
                /** @description A school that keeps its own; the district's when absent */
                school_id?: string | null;
            };
            header?: never;
            path: {
                district_id: number;
                /** @description Two neighbouring years */
                school_year: string;
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
                    "application/json": components["schemas"]["CalendarResponse"];
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
    put_calendar: {
        parameters: {
            query?: {
                /** @description A school that keeps its own; the district's when absent */
                school_id?: string | null;
            };
            header?: never;
            path: {
                district_id: number;
                /** @description Two neighbouring years */
                school_year: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CalendarRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarResponse"];
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
    list_clients: {
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
                    "application/json": components["schemas"]["ClientsResponse"];
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
    post_client: {
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
                "application/json": components["schemas"]["ClientRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientResponse"];
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
    put_client_keys: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                client_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClientKeysRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientResponse"];
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
    put_client_secret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                client_id: string;
                slot: "A" | "B";
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
                    "application/json": components["schemas"]["ClientSecretResponse"];
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
    put_client_state: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                client_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StandingRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientResponse"];
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
    list_departures: {
        parameters: {
            query?: {
                /** @description Of one teacher */
                teacher_id?: string | null;
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
                    "application/json": components["schemas"]["Page_DepartureResponse_"];
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
    post_departure_withdrawal: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                transfer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DepartureResponse"];
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
    get_me: {
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
                    "application/json": components["schemas"]["MeResponse"];
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
    put_me_password: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChangeRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
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
    put_me_totp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfferRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfferResponse"];
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
    put_me_totp_confirmation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmationRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodesResponse"];
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
    put_me_wechat: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WechatBindingRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
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
    list_pack_assignments: {
        parameters: {
            query?: {
                /** @description As it was decided at this time; now by default */
                known_at?: string | null;
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
                    "application/json": components["schemas"]["PackAssignmentsResponse"];
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
    post_pack_assignment: {
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
                "application/json": components["schemas"]["PackAssignmentRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackAssignmentResponse"];
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
    get_pack_assignment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                assignment_id: string;
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
                    "application/json": components["schemas"]["PackHistoryResponse"];
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
    post_pack_correction: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                assignment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PackCorrectionRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackHistoryResponse"];
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
    post_pack_last_day: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                assignment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PackLastDayRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackHistoryResponse"];
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
    post_pack_withdrawal: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                assignment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PackWithdrawalRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackHistoryResponse"];
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
    list_packs: {
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
                    "application/json": components["schemas"]["PacksResponse"];
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
    post_pack: {
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
                "application/json": components["schemas"]["PackRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            /** @description The pack is faulty: `errors` holds all that is wrong with it; or the body is not acceptable */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_pack: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                content_hash: string;
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
                    "application/json": components["schemas"]["PackResponse"];
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
    get_pack_diff: {
        parameters: {
            query: {
                /** @description Hash of a published version, or the id of a shipped pack */
                against: string;
            };
            header?: never;
            path: {
                district_id: number;
                content_hash: string;
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
                    "application/json": components["schemas"]["DifferencesResponse"];
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
    post_roster_import: {
        parameters: {
            query?: {
                /** @description Only say what would happen */
                dry_run?: boolean;
            };
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
                    "application/json": components["schemas"]["RosterImportResponse"];
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
    get_roster_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                import_id: string;
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
                    "application/json": components["schemas"]["RosterImportResponse"];
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
    list_schools: {
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
                    "application/json": components["schemas"]["SchoolsResponse"];
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
    post_school: {
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
                "application/json": components["schemas"]["SchoolRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchoolResponse"];
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
    list_school_facts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                school_id: string;
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
                    "application/json": components["schemas"]["SchoolFactsResponse"];
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
    post_school_fact: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                school_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SchoolFactRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchoolFactResponse"];
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
    post_school_fact_revision: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                school_id: string;
                fact_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SchoolRevisionRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchoolFactResponse"];
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
    post_school_merger: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                school_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SchoolMergerRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchoolMergerResponse"];
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
    list_units: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                school_id: string;
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
                    "application/json": components["schemas"]["UnitsResponse"];
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
    post_unit: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                school_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnitRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitResponse"];
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
    post_unit_revision: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                school_id: string;
                unit_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SchoolRevisionRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitResponse"];
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
    list_shipped_packs: {
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
                    "application/json": components["schemas"]["ShippedPacksResponse"];
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
    list_teacher_merges: {
        parameters: {
            query?: {
                /** @description Of one teacher, as the one or the other */
                teacher_id?: string | null;
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
                    "application/json": components["schemas"]["Page_TeacherMergeResponse_"];
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
    post_teacher_merge: {
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
                "application/json": components["schemas"]["TeacherMergeRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeacherMergeResponse"];
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
    get_teacher_merge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                merge_id: string;
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
                    "application/json": components["schemas"]["TeacherMergeResponse"];
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
    post_teacher_merge_decision: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                merge_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TeacherMergeDecisionRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeacherMergeResponse"];
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
    post_teacher_merge_undoing: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                merge_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TeacherMergeUndoRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeacherMergeResponse"];
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
    list_teachers: {
        parameters: {
            query?: {
                /** @description The day; today by default */
                on?: string | null;
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
                    "application/json": components["schemas"]["Page_TeacherListed_"];
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
    post_teacher: {
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
                "application/json": components["schemas"]["TeacherRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeacherResponse"];
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
    get_teacher: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["TeacherResponse"];
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
    post_departure: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                teacher_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DepartureRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DepartureResponse"];
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
    put_erasure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                teacher_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ErasureRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureResponse"];
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
    post_teacher_fact: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                teacher_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FactRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FactResponse"];
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
    get_identity: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["IdentityResponse"];
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
    get_identity_in_full: {
        parameters: {
            query?: {
                /** @description What for; needed of officers, and kept in the audit trail */
                purpose?: string | null;
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
                    "application/json": components["schemas"]["IdentityResponse"];
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
    list_teacher_packs: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["TeacherPacksResponse"];
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
    get_personal_data: {
        parameters: {
            query?: {
                /** @description What for; needed of officers, and kept in the audit trail */
                purpose?: string | null;
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
                    "application/json": components["schemas"]["PersonalDataResponse"];
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
    put_phone: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                teacher_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PhoneRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityResponse"];
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
    post_transfer: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                teacher_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransferRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppointmentResponse"];
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
    get_keys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
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
                    "application/json": components["schemas"]["KeysResponse"];
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
    post_client_token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["Body_post_client_token"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenResponse"];
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
    post_token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordLoginRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenResponse"];
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
    post_refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenResponse"];
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
    post_wechat_token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WechatLoginRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenResponse"];
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
    post_phone_code: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PhoneCodeRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhoneCodeResponse"];
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
