// Generated from openapi/assessment.json by `make clients`.

export interface paths {
    "/assessment/v1/districts/{district_id}/activities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The activities within reach
         * @description In the order in which they were logged, withdrawn ones included.
         *
         *     Teachers see those that they logged or took part in, schools theirs.
         */
        get: operations["list_activities"];
        put?: never;
        /**
         * Log an activity
         * @description Once for everybody in it: each participant's recognition form is begun by role, with the papers of the role.
         *
         *     By the school, by the head of the unit that held it (`unit_id`), or by the district for a school. `participants`
         *     name their `claim_id` where the role files a form; where a role leaves a choice of forms, the teacher makes it when
         *     filling the form. What the pack counts (lessons heard, meetings) is recorded at the same time. `advice` tells what
         *     the pack asks beforehand and was not there, and which roles file no form.
         *
         *     409 `activity-logged-before` names the first, `activity-not-yet-held`, `teacher-not-in-post`, `pack-not-assigned`,
         *     `listed-twice`; 403 `not-a-recorder`; 422 `unknown-activity` and `not-one-of-the-forms` with what there is,
         *     `route-or-kind`, `activity-ends-before-it-begins`, `activity-too-long`, `plan-unusable`, `paper-out-of-reach`,
         *     `unknown-place`.
         */
        post: operations["post_activity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/activities/{activity_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One activity
         * @description The activity with everybody who takes or took part in it.
         */
        get: operations["get_activity"];
        /**
         * Correct an activity
         * @description A new revision with a reason. Added participants get forms; removed ones' drafts are withdrawn.
         *
         *     Where the activity or a part changed, forms that were not handed in begin anew; those in review or recognised are
         *     flagged for a person and stay as they are. What was counted is corrected.
         *     412 `activity-corrected-meanwhile`; 409 `activity-withdrawn`; otherwise as for logging.
         */
        put: operations["put_activity"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/activities/{activity_id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every state of an activity
         * @description The first first, each with who made it say so, when and why.
         */
        get: operations["list_activity_revisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/activities/{activity_id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Withdraw an activity
         * @description For what was logged by mistake: drafts are withdrawn, counts retracted, forms in review or recognised flagged.
         *
         *     The same again changes nothing; with another reason it is 409 `activity-withdrawn`.
         */
        put: operations["put_activity_withdrawal"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/activity-routes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The routes and forms of the pack
         * @description What can be logged, in which roles, and which forms each role files. 409 `pack-not-assigned`.
         */
        get: operations["list_activity_routes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/appeals/{appeal_id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Decide an appeal
         * @description By the district, or who leads the class, who had no part in it.
         *
         *     That is who neither marked, moderated nor certified the member, nor recorded or sat on a defence, confirmed a
         *     revision or decided about the same before.
         *
         *     UPHELD may say at once what components count from now on: a moderation beside the raw marks, which stay, and for
         *     who is finalised already a revision to confirm. The same decision again changes nothing.
         *     409 `appeal-decided`, `appeal-decider-concerned`, `own-assessment`, `mark-out-of-range`, `nothing-to-moderate`,
         *     `unknown-component` or `class-cancelled`; 422 `beside-the-appeal`.
         */
        put: operations["put_appeal_decision"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/appeals/{appeal_id}/files/{file_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a file of an appeal
         * @description The very bytes, for whoever sees the appeal: the member, their school, who leads the class and the district.
         */
        get: operations["get_appeal_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/binders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The binders within reach
         * @description In the order in which they were opened: a school's own, those of classes that one leads, those that one keeps.
         */
        get: operations["list_binders"];
        put?: never;
        /**
         * Open an evidence binder
         * @description For a class, an activity, or a semester, year or cycle of a school; the pack in force says what it must hold.
         *
         *     Who opens it keeps it until it is handed over. 422 `binder-of-one-thing`, `unknown-unit`; 409 `binder-exists` with
         *     the first, `nothing-asked`, `no-such-period`, `pack-not-assigned`. Out of reach is 404.
         */
        post: operations["post_binder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/binders/{binder_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A binder and what is missing in it
         * @description Every document asked for, in the words of the pack, with what is there now; a closed one as it was closed.
         */
        get: operations["get_binder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/binders/{binder_id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a binder
         * @description `index.html` and `index.csv` for people, `manifest.json` with the SHA-256 of each document, a folder an item.
         *
         *     An open binder is packed as it is, with what is missing in the index. 409 `binder-too-large` above 500 MB.
         */
        get: operations["get_binder_archive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/binders/{binder_id}/closing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a binder
         * @description Nothing changes in it after that; the tables that the system makes are kept as they are now.
         *
         *     409 `binder-incomplete` with `errors`: clause, code and label of every document that is missing; `binder-closed`.
         */
        post: operations["post_binder_closing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/binders/{binder_id}/hand-overs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand a binder over
         * @description By its custodian, who signs by this; the next one signs by accepting. For who has left, the district hands over.
         *
         *     409 `not-the-custodian`, `hand-over-pending`; 422 `hand-over-to-self`, `unknown-account`, `account-unfit` (its roles
         *     cannot accept). A closed binder is handed over as well.
         */
        post: operations["post_hand_over"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/binders/{binder_id}/hand-overs/{hand_over_id}/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Accept a binder
         * @description By the account that was named, who keeps the binder from now on. The same again changes nothing.
         *
         *     404 for anybody else; 409 `hand-over-settled` where it was taken back.
         */
        put: operations["put_hand_over_acceptance"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/binders/{binder_id}/hand-overs/{hand_over_id}/taking-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Take a hand-over back
         * @description By the custodian or the district, before it was accepted. 409 `hand-over-settled`, `not-the-custodian`.
         */
        put: operations["put_hand_over_taking_back"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/binders/{binder_id}/papers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a document into a binder
         * @description A file that was handed in before, or a note of where the paper is kept, under one item.
         *
         *     In a school's binder it becomes a record too, which the clauses of the pack count. 409 `binder-closed`; 422
         *     `unknown-item` with those there are, `paper-dated-ahead` for a day to come. A file out of reach is 404.
         */
        post: operations["post_binder_paper"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/binders/{binder_id}/papers/{paper_id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Take a document out of a binder
         * @description For good; it stays to be seen with the reason. The same again changes nothing.
         *
         *     409 `paper-withdrawn` for another reason, `binder-closed`.
         */
        put: operations["put_binder_paper_withdrawal"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/binders/{binder_id}/reopening": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a closed binder again
         * @description By the district, with a reason; what it held when it was closed is kept. 409 `binder-not-closed`.
         */
        post: operations["post_binder_reopening"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/binders/{binder_id}/waivers/{clause_id}/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say that a document need not be there
         * @description By the district, with a reason that the index repeats. 409 `item-waived` for another reason, `binder-closed`.
         */
        put: operations["put_binder_waiver"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The cases within reach
         * @description In the order in which they were opened. A teacher sees the own ones of which there was notice.
         */
        get: operations["list_cases"];
        put?: never;
        /**
         * Open a case about a teacher
         * @description By a clause about consequences of the pack that governs the teacher today, with the evidence and who decides.
         *
         *     The teacher is not told yet. 422 `unknown-consequence` with those there are, `unknown-trigger`,
         *     `evidence-of-another`, `unknown-account`, `account-unfit` (who decides must see the case and may decide); 409
         *     `decider-concerned`, `own-assessment`, `teacher-not-in-post`, `pack-not-assigned`. `open_alike` points at the cases
         *     about the same that are open already.
         */
        post: operations["post_case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/cases/{case_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A case with every act in it
         * @description The clause in its own words, the evidence, and who did what when. 404 for the teacher until the notice.
         */
        get: operations["get_case"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/cases/{case_id}/acknowledgement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Acknowledge the notice
         * @description By the teacher: read, not agreed. The same again changes nothing.
         */
        put: operations["put_case_acknowledgement"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/cases/{case_id}/appeal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Appeal against a decision
         * @description By the teacher, within the time. 409 `appeal-over`, `nothing-to-appeal`, `case-moved-on`.
         */
        put: operations["put_case_appeal"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/cases/{case_id}/appeal/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Decide about an appeal
         * @description By the district, somebody who neither opened nor decided the case. The first decision stays among the acts.
         *
         *     409 `decider-concerned`, `case-moved-on`; 422 `unknown-measure`, `appeal-adds-measures`.
         */
        put: operations["put_case_appeal_decision"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/cases/{case_id}/closing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Close a case
         * @description Once it is decided and no appeal is possible any more. 409 `appeal-open` with the day, `case-moved-on`.
         */
        put: operations["put_case_closing"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/cases/{case_id}/decider": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Name somebody else to decide
         * @description Before it is decided, by the district: an account that sees the case and may decide.
         *
         *     409 `decider-concerned` for who opened the case and whom it is about, `case-moved-on`; 422 `unknown-account`,
         *     `account-unfit`.
         */
        put: operations["put_case_decider"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/cases/{case_id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Decide a case
         * @description By the person named, once the teacher has made a statement or let the time pass. The same again changes nothing.
         *
         *     An appeal is possible for fifteen days. Nothing takes effect by itself. 409 `not-the-decider`, `decider-concerned`,
         *     `case-not-heard`, `case-moved-on`; 422 `unknown-measure` with those that the clause names.
         */
        put: operations["put_case_decision"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/cases/{case_id}/files/{file_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download evidence of a case
         * @description For everybody who sees the case, the teacher included. 404 for a file that no act rests on.
         */
        get: operations["get_case_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/cases/{case_id}/notice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Tell the teacher
         * @description From now on the teacher sees the case and may answer until the day named. The same again changes nothing.
         *
         *     422 `too-short-to-answer`: five days at least; 409 `case-moved-on`.
         */
        put: operations["put_case_notice"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/cases/{case_id}/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say one's side
         * @description By the teacher, as often as wanted until it is decided. 409 `case-moved-on`.
         */
        post: operations["post_case_statement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/cases/{case_id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Let a case drop
         * @description Before it is decided; the acts stay to be seen. 409 `case-moved-on`.
         */
        put: operations["put_case_withdrawal"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/claim-counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many claims stand where
         * @description Of those within reach: by state, by batch while in review, by semester (the sum of its forms), flagged, overdue,
         *     and those of which whoever has them was reminded.
         */
        get: operations["get_claim_counts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/claim-flags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is odd about claims within reach
         * @description In the order in which they were raised. A claim with one that is not cleared is not approved in bulk.
         *
         *     FILE_OF_ANOTHER: somebody else's claim used the file first. EVENT_OF_ANOTHER: somebody else claimed the same part in
         *     the same event, and they were not logged together. SECOND_FILING: another claim of this title and day.
         *     DEGREE_AND_TRAINING, TIME_OVERLAP, SAME_DAY_AS_CLASS: time that may count twice. NOT_FIXED: the activity lacks what
         *     the pack wants fixed beforehand. ACTIVITY_CORRECTED: the activity says something else now. DIFFERS_FROM_ACTIVITY:
         *     the form says otherwise than its activity. CERTIFICATE_AGAIN: another claim states this certificate.
         *     HOURS_BEYOND_TIME: more hours than the days, or the time between beginning and end, have by the pack.
         */
        get: operations["list_claim_flags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/claim-flags/{flag_id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Clear or confirm a flag
         * @description By the school or the district, with a reason, once; nothing else happens to the claim by it.
         *
         *     What only the school cleared is looked at by the district as well. What was confirmed may be cleared after the claim
         *     was corrected and handed in again; else the same again changes nothing, and anything else is 409 `flag-settled`.
         *     409 `own-assessment` for one's own claim, for who handed it in, and for whose claim was the first.
         */
        put: operations["put_claim_flag_decision"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/claim-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the district reviews claims
         * @description Time limits in days, sample in percent, hours to undo; who said so and why, where anybody has.
         */
        get: operations["get_claim_settings"];
        /**
         * Say how the district reviews claims
         * @description From now on; what lies with a level keeps the time that it was given. Former settings are kept.
         *
         *     422 `settings-unsound` where a reminder would not come before its limit.
         */
        put: operations["put_claim_settings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The claims within reach
         * @description In the order in which they were made; teachers see their own, schools those made for their teachers.
         *
         *     What waits for oneself is `lies_with` one's own level; `reminded` are those whose time runs out there.
         */
        get: operations["list_claims"];
        put?: never;
        /**
         * Claim a certificate
         * @description Of a degree, by the teacher, or by the school for one of its teachers; it goes to the district at once.
         *
         *     409 `claim-exists` where the same degree and date, or the same number, was claimed before and not returned;
         *     `certificate-not-yet-awarded` for a date to come; 404 for a teacher out of reach.
         */
        post: operations["post_claim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/claims/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve clean claims
         * @description At most 200 in one call: those that are complete and without open flags are decided as one by one; each of the
         *     others is left as it is and says why (`claim-incomplete`, `earns-nothing`, `flags-open`, `own-assessment`,
         *     `claim-elsewhere`, `not-found`). A bad one never spoils the others.
         */
        post: operations["post_claim_approvals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/claims/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a recognition form
         * @description For oneself, or by the school for one of its teachers: a DRAFT that nobody reviews before it is handed in.
         *
         *     422 `unknown-place` for codes that the pack in force on the last day does not have; `span-turned`;
         *     `statement-missing` for a contest award or hours from outside without what these state. 409 `claim-exists` for a
         *     certificate that was claimed before; `pack-not-assigned`. 404 for a teacher or a file out of reach.
         */
        post: operations["post_claim_draft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/claims/{claim_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One claim
         * @description The claim with its papers and batches, and the outcome it was recognised by, once posted.
         */
        get: operations["get_claim"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/claims/{claim_id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Recognise or return a claim
         * @description By the level with which it lies: the school, then the district; degrees by the district alone.
         *
         *     What the school approves is recognised at once, with the reason in the steps, where the pack's tariff names the
         *     school, or where it is clean and not in the district's sample; else it goes to the district, as does what the
         *     district returned before and what only the school cleared of its flags. A recognition is posted when its batches
         *     have closed and the time to undo it is over, unless it was flagged meanwhile; a degree at once, valued by the pack
         *     of its date. A returned claim needs a reason (422 `reason-missing`) and goes to the teacher, or back to the school.
         *     The same decision again changes nothing; another is 409 `claim-decided`. Nobody decides about their own, what they
         *     handed in, or at the district what they passed on, with whatever account: 409 `own-assessment`. 409
         *     `claim-incomplete` and `earns-nothing` in the pack's words, `flags-open`, `claim-elsewhere`, `pack-not-assigned`.
         */
        put: operations["put_claim_decision"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/claims/{claim_id}/escalation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Take a claim up at the district
         * @description What lies with a school, where that cannot wait or nobody there may decide. It happens by itself when the
         *     school's time is over. Taken up already, nothing changes. 409 `claim-elsewhere` where it does not lie with a school.
         */
        put: operations["put_claim_escalation"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/claims/{claim_id}/form": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Fill a recognition form
         * @description Replaces what a draft, or a claim returned to the teacher, says; papers included.
         *
         *     422 `kind-not-offered` where the part played in the activity offers other kinds, and as for a draft; what the form
         *     says otherwise than its activity is flagged when it is handed in. 409 `claim-elsewhere` while it is reviewed or
         *     decided.
         */
        put: operations["put_claim_form"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/claims/{claim_id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a form would be worth
         * @description Hours and credits as the form stands, or the pack's refusals word for word; the checklist of the tariff's
         *     documents; who reviews it; and, before it is handed in, the batches it would join with the days left.
         *
         *     404 for a degree, whose worth is the decision's alone.
         */
        get: operations["get_claim_preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/claims/{claim_id}/reopening": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Correct what was posted
         * @description Publishes the outcome's next revision without lines, so that the book takes back what was awarded, and returns
         *     the form to the teacher; recognised anew it becomes the revision after that. Of a degree the directory takes the
         *     person's record of it back as well, and the certificate is claimed anew. By the district, with a reason. 409
         *     `claim-elsewhere` for what was not posted, `own-assessment`.
         */
        put: operations["put_claim_reopening"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/claims/{claim_id}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened to a claim
         * @description Everything in order, with who and why; each submission with the form as it was handed in. Nothing is removed.
         */
        get: operations["list_claim_steps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/claims/{claim_id}/submission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Hand a recognition form in
         * @description To the school, in the batch of the day; what comes after the batch's last day joins the next and is not lost.
         *
         *     Incomplete ones are taken too. Handed in already, nothing changes. 409 `kind-not-chosen`, `claim-not-over` before
         *     its last day, `handed-in-too-late` only where the pack takes nothing late, `claim-exists`, `claim-elsewhere`.
         */
        put: operations["put_claim_submission"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/claims/{claim_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Undo a decision
         * @description Puts the form back before the level that decided last, by that level or the district.
         *
         *     409 `claim-posted` once the outcome is published (then it is reopened, as a revision); `nothing-to-undo` where
         *     nothing was decided since, or somebody has acted on it; `own-assessment`; `event-filed-before`, `file-used-before`
         *     or `claim-exists` where what was returned has been filed anew meanwhile.
         */
        put: operations["put_claim_undo"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/claims/{claim_id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Withdraw a claim
         * @description For good, before it is recognised; the same event or certificate may then be claimed anew.
         *
         *     409 `claim-elsewhere` once it is recognised.
         */
        put: operations["put_claim_withdrawal"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/appeals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The appeals of a class
         * @description In the order in which they were made; schools see those of their members, teachers their own.
         */
        get: operations["list_appeals"];
        put?: never;
        /**
         * Appeal against a mark or a result
         * @description A member's own, against what was released, until the `appeal_until` of that release by the server's time.
         *
         *     What was finalised without being released, or revised since, may be appealed against for 7 days. There is one appeal
         *     against each release and each revision. The member is not finalised while it is open.
         *     409 `not-released`, `appeal-too-late`, `already-appealed`, `not-a-member` or `class-cancelled`;
         *     422 `nothing-to-release`; 404 for files of somebody else.
         */
        post: operations["post_appeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/assessors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who was named to mark
         * @description In the order of naming, withdrawn ones too. The district and who leads the class see all, others themselves.
         */
        get: operations["list_assessors"];
        put?: never;
        /**
         * Name who marks a component
         * @description By who leads the class, or the district: all or none; answers those that are new. Members mark themselves.
         *
         *     Experts are teachers of the district or accounts, peers are members. Where persons are named for an office
         *     (ORGANISER and the like), only they mark that component for it. 422 `kind-not-asked`; 409 `unknown-component`,
         *     `not-a-member`, `own-assessment` (nobody is named for themselves), `class-cancelled`; 404 for a person who is none.
         *     422 `unknown-account` and `account-unfit` (it may not mark) with the items that name such an account.
         */
        post: operations["post_assessors"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/assessors/withdrawals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw assessors
         * @description By who manages the class, with the reason. They mark no more; what they gave stays and counts.
         *
         *     The same again changes nothing; 409 `assessor-withdrawn` with another reason; 404 where one is none of the class.
         */
        post: operations["post_assessor_withdrawal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/certifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Certify members who passed every stage
         * @description The county centre's act, by the district, answered one by one: CERTIFIED, UNCHANGED or REFUSED.
         *
         *     Who marked or moderated a member certifies nothing of theirs. After a resit the member is certified anew. A refused
         *     item's problem is `not-ready-to-certify`, `certifier-concerned`, `not-a-member` or `own-assessment`.
         *     409 `no-certification` where the scheme asks for none.
         */
        post: operations["post_certification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/components/{component}/peers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Propose who marks whom
         * @description Members in a ring that nobody chose: each marks the next ones and is marked by as many, nobody marks themselves.
         *
         *     A proposal only: `post_assessors` names them. The same members give the same ring. 409 `unknown-component`; 422
         *     `kind-not-asked` where the component asks for no peers.
         */
        get: operations["get_peer_proposal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/defences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The defences of a class
         * @description In the order of recording, corrected ones included; members see their own, schools their members'.
         */
        get: operations["list_defences"];
        put?: never;
        /**
         * Record defences
         * @description Defences of one day before one panel, by who manages the class; of a work the one recorded last counts.
         *
         *     Answered one by one (`component` is the work): RECORDED, UNCHANGED or REFUSED with `unknown-work`, `not-a-member`,
         *     `own-assessment`, `on-own-panel`, `defence-in-future` or `listed-twice`. Of a finalised member it may open a
         *     revision. 409 `class-cancelled`.
         */
        post: operations["post_defences"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/excellence-proposal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who might be named excellent
         * @description The best by score of those who passed (certified or not yet); ties at the edge are shown, never broken.
         *
         *     It proposes and decides nothing: grades stay what the scheme makes them. 422 `share-or-places`.
         */
        get: operations["get_excellence_proposal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The feedback form that is open for a class
         * @description With how many have answered, and whether the viewer has. 409 `no-feedback-open`.
         */
        get: operations["get_feedback"];
        /**
         * Open a feedback form to the members of a class
         * @description By who leads the class, or the district; the same again changes nothing. Another `closes_at` extends or ends it.
         *
         *     Results remind members of it until it closes; only a scheme whose FEEDBACK gate blocks lets them wait so long, and
         *     says so. 422 `unknown-feedback-form`; 409 `feedback-begun`, `feedback-closed` (it was closed, and shown),
         *     `feedback-too-late` or `class-cancelled`.
         */
        put: operations["put_feedback"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/feedback/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Answer the feedback form
         * @description A member's answers, once. They are kept without the member's id and without a time, and cannot be changed.
         *
         *     422 `feedback-unfit` with everything that does not fit in `errors`; 409 `feedback-already-given`,
         *     `no-feedback-open`, `feedback-closed`, `not-a-member` or `class-cancelled`.
         */
        put: operations["put_feedback_answer"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/feedback/reminders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who has not answered yet
         * @description In the order of the teachers' ids; schools see their own members. 409 `no-feedback-open`, `feedback-closed`.
         */
        get: operations["list_feedback_reminders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/feedback/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the class answered together
         * @description Counts, exact means and texts in no order of time; withheld from everybody below five answers.
         *
         *     Of a form with a closing date everything is shown once it is closed. Of one without, answers are shown in whole
         *     blocks of five: nobody learns a single answer by comparing two days. The last one to four stay out for good where
         *     nobody else answers: `waiting` counts them and `note` says so, after 30 days as too few. For who leads the class,
         *     the district and its auditors. 409 `no-feedback-open`.
         */
        get: operations["get_feedback_statistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/finalisation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make outcomes of final results
         * @description Writes and publishes an outcome for each member who passed, failed or missed the attendance line.
         *
         *     Members who are still open are left for a later call; who has an outcome is never touched. No body.
         *     409 `class-cancelled`, `scheme-not-chosen`, `pack-not-assigned` or `not-valuable`.
         */
        post: operations["post_finalisation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/moderations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Acts of moderation
         * @description All of the class, in order, with who and why; for the district and who leads the class.
         */
        get: operations["list_moderations"];
        put?: never;
        /**
         * Moderate components
         * @description What a component of a member counts instead of its raw marks, which stay: by who manages the class, with the why.
         *
         *     A null score lets the raw marks count again. Answered one by one: RECORDED, UNCHANGED or REFUSED with
         *     `nothing-to-moderate` (no mark in the open attempt), `mark-out-of-range`, `own-assessment`, `not-a-member`,
         *     `unknown-component` or `listed-twice`. Of a finalised member it opens a revision. 409 `class-cancelled`.
         */
        post: operations["post_moderation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/outcomes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The outcomes of a class
         * @description In the order of the teachers' ids; schools see their own members, teachers themselves.
         */
        get: operations["list_outcomes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What members are shown now
         * @description The result and every component of the scheme, with who released it and until when members may appeal.
         */
        get: operations["get_releases"];
        put?: never;
        /**
         * Show marks or results to members
         * @description By who leads the class, or the district: components, or the result together with all of them.
         *
         *     From then on members and their schools see these in `get_results`, and members may appeal for `appeal_days` days.
         *     What was released before stays as it was, with its days. Nothing is finalised by it.
         *     422 `nothing-to-release`; 409 `class-cancelled`.
         */
        post: operations["post_release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/releases/acts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every release and withdrawal
         * @description In order, with who and why, for who leads the class, the district and its auditors.
         */
        get: operations["list_release_acts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/releases/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take back what members are shown
         * @description With a reason, before anybody of the class is finalised; both acts are kept. What is not shown stays so.
         *
         *     The result goes with any component that is taken back: it would tell what the component came to.
         *
         *     409 `release-final` or `class-cancelled`; 422 `nothing-to-release`.
         */
        post: operations["post_release_withdrawal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/rescorings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every time the class was scored anew
         * @description In order, with who and why, for who leads the class, the district and its auditors.
         */
        get: operations["list_rescorings"];
        put?: never;
        /**
         * Assess the class by another version, as previewed
         * @description By who leads the class, or the district. Raw marks stay; who is finalised has a revision to be confirmed.
         *
         *     409 `rescoring-outdated` where anything has changed since the preview, `nothing-to-rescore`, `scheme-retired` or
         *     `class-cancelled`; 404 for a version that does not exist.
         */
        post: operations["post_rescoring"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/rescorings/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who would change under another version of a scheme
         * @description From what to what, with the difference in hours and credits; nothing is written. `hash` is for `post_rescoring`.
         *
         *     404 for a version that does not exist; 409 `nothing-to-rescore`, `scheme-retired` or `scheme-not-chosen`.
         */
        get: operations["get_rescoring_preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/resits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The resits of a class
         * @description Attempts beyond the first of the members within reach, by member and component, the newest attempt first.
         */
        get: operations["list_resits"];
        put?: never;
        /**
         * Open resits
         * @description The next attempt at components of members, by who manages the class, with the reason.
         *
         *     Marks and moderation of former attempts are shown and no longer count. Answered one by one: OPENED, UNCHANGED (an
         *     attempt without marks is open) or REFUSED with `nothing-to-resit`, `own-assessment`, `not-a-member`,
         *     `unknown-component` or `listed-twice`. Of a finalised member it opens a revision. 409 `class-cancelled`.
         */
        post: operations["post_resits"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where each member stands now
         * @description A preview with its explanation and, for results that are final, the hours and credits; nothing is written.
         *
         *     Trainers see the classes they lead with every mark, schools their own members, teachers themselves: components
         *     once they are released, the whole once it is released or finalised, and never whose mark it is. Until then the
         *     status tells only of what is still to be marked, and is AWAITING_RELEASE once everything is. Who is finalised is
         *     shown what stands; a correction that waits to be confirmed is in `list_revisions`.
         */
        get: operations["get_results"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Finalised results whose grounds have changed
         * @description What stands beside what would stand now; nothing changes until an officer confirms it.
         */
        get: operations["list_revisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/revisions/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm pending revisions
         * @description Judges each anew and publishes the next revision of its outcome in full, answered one by one.
         *
         *     CONFIRMED with the new revision, or REFUSED: `no-pending-revision`, `revision-not-final`, `own-assessment`, and
         *     `own-correction` to whoever corrected the presence, marked, moderated or scored anew since it was finalised.
         */
        post: operations["post_revision_confirmation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/scheme": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The scheme by which a class is assessed
         * @description The version chosen for the class, else the one its program names, in full.
         *
         *     409 `scheme-not-chosen` where the program names one that does not exist.
         */
        get: operations["get_scheme"];
        /**
         * Choose the scheme by which a class is assessed
         * @description By who leads the class, or the district. The same again changes nothing.
         *
         *     409 `scheme-in-use` once marks, certifications or outcomes rest on another, `scheme-retired`; 422 `unknown-scheme`.
         */
        put: operations["put_scheme"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/score-sheet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a score sheet
         * @description A workbook with a sheet for each stage in which one has something to mark: members down, components across.
         *
         *     Of a rubric each criterion is a column, of pieces each piece. Cells hold, as text, what the same assessor gave last
         *     in the attempt that is open; what is not theirs to mark is locked, as are the headers. A sheet of notes names class,
         *     scheme, version and assessor. 409 `nothing-to-mark`; 422 `sheet-too-large`, `not-an-assessor`.
         */
        get: operations["get_score_sheet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/score-sheets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record marks from a score sheet
         * @description Every mark of an xlsx file (20,000 rows a sheet, 5 MB), or with any fault none; faults name sheet, row, column.
         *
         *     Marks are read as they stand, 86.5 is 86.5; a level of a criterion may stand instead of points. Empty cells say
         *     nothing, marks that stand already add nothing, so the same file again changes nothing. A CSV file has one list and
         *     no notes. A formula whose value the file does not hold makes it unreadable. 409 `sheet-of-another-class`,
         *     `sheet-of-another-scheme`, `sheet-of-another-assessor` (a sheet is whose it was downloaded for), `class-cancelled`;
         *     422 `unreadable`, `not-an-assessor`.
         */
        post: operations["post_score_sheet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/score-sheets/{sheet_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a score sheet did
         * @description The report as it was answered, for who sent it and for who manages the class.
         */
        get: operations["get_score_sheet_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/scores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Raw marks
         * @description Every mark that was ever given, in order, with whose it is and who entered it.
         *
         *     Marking is blind: the district and who leads the class see all, everybody else only the marks that they gave.
         */
        get: operations["list_scores"];
        /**
         * Record marks
         * @description Up to 500 raw marks, answered one by one: RECORDED, UNCHANGED or REFUSED. Nothing is ever overwritten.
         *
         *     Offices mark by role: ORGANISER a trainer who leads the class or the district, SCHOOL_GROUP the school of the
         *     member, the county's and the prefecture's the district; EXPERT and PEER whoever was named (`post_assessors`), SELF
         *     the member where the component asks for it. A rubric is marked criterion by criterion, by points or by level;
         *     pieces one by one. A newer mark of the same assessor takes the place of theirs before, which stays. The mark belongs
         *     to the attempt that is open. A refused item never spoils the others; its problem is `wrong-assessor`, `not-named`,
         *     `not-a-member`, `unknown-component`, `unknown-criterion`, `unknown-criterion-level`, `piece-missing`,
         *     `mark-out-of-range`, `own-assessment` or `listed-twice`. A changed mark of a finalised member opens a revision.
         *     409 `class-cancelled`, and `rescoring-outdated` where `preview_hash` names a preview since which anything has
         *     changed; 422 `not-an-assessor`.
         */
        put: operations["put_scores"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/scores/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Who would change by marks that are still to be recorded
         * @description From what to what, with the difference in hours and credits, as if these marks stood; nothing is written.
         *
         *     For who leads the class and the district, who see every mark. `put_scores` with the `hash` records what was looked
         *     at, and refuses where anything has changed since. 409 `class-cancelled` or `scheme-not-chosen`; 422
         *     `not-an-assessor`.
         */
        post: operations["post_scores_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/submissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was handed in
         * @description Every version in the order of handing in, replaced and returned ones too.
         *
         *     Members see their own, schools their members', assessors those whom they are named to mark, the district and who
         *     leads the class all.
         */
        get: operations["list_submissions"];
        put?: never;
        /**
         * Hand in a work
         * @description A member's own files as the next version of one work; other works stay. Former versions are kept.
         *
         *     After the deadline, by the server's time, it is taken and marked late. The very same files and note again are the
         *     version that stands. 422 `unknown-work`; 409 `not-a-member`, `class-cancelled`; 404 for files of somebody else.
         */
        post: operations["post_submission"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/submissions/{submission_id}/files/{file_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a file of a work
         * @description The very bytes that were handed in, for whoever sees the version, assessors included.
         */
        get: operations["get_submission_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/submissions/{submission_id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give a work back
         * @description By who manages the class, with the reason: the work counts as not handed in until the next version comes.
         *
         *     The same again changes nothing. 409 `already-returned` with another reason, `submission-replaced` where a newer
         *     version is there, `class-cancelled`.
         */
        put: operations["put_submission_return"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/works": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What members hand in or defend
         * @description The works that the scheme of the class names, with their deadlines.
         */
        get: operations["list_works"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/classes/{class_id}/works/{work}/deadline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say until when a work is to be handed in
         * @description By who leads the class, or the district; every word of it is kept. What was handed in before stays as judged.
         *
         *     The same again changes nothing. 422 `unknown-work`; 409 `class-cancelled`.
         */
        put: operations["put_work_deadline"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/duties": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The duties within reach
         * @description What packs ask of teachers because something happened, in the order in which it arose.
         *
         *     They arise by themselves (training outside asks for a relay talk, a prize for a demonstration), and are fulfilled
         *     by the records, entered or of activities, that `record_ids` names. A teacher sees the own ones, a school its own.
         */
        get: operations["list_duties"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/feedback-forms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The feedback forms of the district
         * @description Every version, by code, the newest first.
         */
        get: operations["list_feedback_forms"];
        put?: never;
        /**
         * Publish a version of a feedback form
         * @description The next version of its code; the newest version that says the same is that version. 学员反馈表.
         *
         *     422 `feedback-form-unsound` with everything that is wrong in `errors`.
         */
        post: operations["post_feedback_form"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand in a file
         * @description Store one file, at most 20 MB: pdf, jpg, png, heic, docx, xlsx or pptx, the content being what the name says.
         *
         *     The body is the file itself. Other requests name the file by the `file_id` of the answer; a file that nothing names
         *     counts for nothing. 413 `too-large`; 422 `file-refused` with the reason; 429 `stored-too-much-today` beyond 2 GiB of
         *     an account within a day.
         */
        post: operations["post_file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/files/{file_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a file is
         * @description Name, kind, size, hash and owner of a file.
         */
        get: operations["get_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/files/{file_id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a file
         * @description The very bytes that were handed in, as an attachment under their name.
         */
        get: operations["get_file_content"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/goals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The goals and plans within reach
         * @description In the order in which they were first handed in.
         */
        get: operations["list_goals"];
        put?: never;
        /**
         * Hand in a personal goal or plan
         * @description For the semester, year or cycle for which the pack asks it (P240-11), else the one named, with texts and files.
         *
         *     The pack counts it once the school has accepted it. 422 `unknown-goal` with what there is, `paper-out-of-reach`;
         *     409 `goal-exists` pointing at the first, `no-such-period`, `teacher-not-in-post`, `pack-not-assigned`.
         */
        post: operations["post_goal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/goals/{goal_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A goal or plan with every version
         * @description As it was last handed in, every version before, and what was decided with which reason.
         */
        get: operations["get_goal"];
        /**
         * Hand in a better version
         * @description By the teacher, while it waits or after it was returned; packs look at the day of the version that is accepted.
         *
         *     409 `goal-elsewhere`; 422 `paper-out-of-reach`.
         */
        put: operations["put_goal"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/goals/{goal_id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Accept or return a goal or plan
         * @description By the school, never one's own; what was accepted may be returned, and counts no longer then.
         *
         *     The same decision again changes nothing. 409 `own-assessment`, `goal-elsewhere`.
         */
        put: operations["put_goal_review"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/goals/{goal_id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Take a goal or plan back
         * @description Before it is accepted, for good; another may be handed in for the period then. 409 `goal-elsewhere`.
         */
        put: operations["put_goal_withdrawal"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/pairs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The pairs within reach
         * @description In the order in which they were named; a teacher sees the own ones, a school its own.
         */
        get: operations["list_pairs"];
        put?: never;
        /**
         * Name a mentoring pair
         * @description A mentor for a mentee of the school, from a day to a day; the pack's clauses about pairs are asked of them then.
         *
         *     422 `pair-with-oneself`, `pair-backwards`; 409 `mentee-elsewhere`, `teacher-not-in-post`, `pair-name-taken`,
         *     `pair-overlaps` pointing at the first.
         */
        post: operations["post_pair"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/pairs/{pair_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A pair with what is asked of it
         * @description Every decision, and slot by slot (week, month, semester) what is done, what lacks, and until when.
         *
         *     404 for who is neither of the pair nor of its school or district.
         */
        get: operations["get_pair"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/pairs/{pair_id}/award": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Select an excellent pair
         * @description Of those proposed, never by the two: the school's selection of the year is on record. Again changes nothing.
         *
         *     409 `award-not-proposed`, `award-not-asked` where the pack knows none, `own-assessment`.
         */
        put: operations["put_pair_award"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/pairs/{pair_id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Let a pair end on another day
         * @description By the school, until the evaluation. 422 `pair-backwards` before what was logged; 409 `pair-closed`.
         */
        put: operations["put_pair_end"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/pairs/{pair_id}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The log of a pair
         * @description In the order in which it was logged, withdrawn entries included.
         */
        get: operations["list_pair_entries"];
        put?: never;
        /**
         * Log what a pair did or keeps
         * @description Up to 50 at once, all or none, by one of the two or the school: each is a record where the pack asks for it.
         *
         *     422 `unknown-pair-entry` with what the pack asks of pairs, `entry-needs-role`, `entry-outside-pair`,
         *     `not-yet-done`, `paper-out-of-reach`; 409 `entry-logged-before`, `pair-closed`, `pack-not-assigned`.
         */
        post: operations["post_pair_entries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/pairs/{pair_id}/entries/{entry_id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Take an entry back
         * @description By who logged it, or the school; its record counts no longer. 409 `entry-withdrawn` for another reason.
         */
        put: operations["put_pair_entry_withdrawal"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/pairs/{pair_id}/evaluation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Evaluate a pair at its end
         * @description By the school, never by the two. What was asked and missed is kept beside; with a place both forms begin.
         *
         *     The same again changes nothing. 409 `pair-still-running`, `own-assessment`, `pair-closed`, `award-not-asked`;
         *     422 `no-form-for-pairs`, `unknown-place`.
         */
        put: operations["put_pair_evaluation"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/pairs/{pair_id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Withdraw a pair named by mistake
         * @description For good: what it logged counts no longer. The same again changes nothing; 409 `pair-closed` once evaluated.
         */
        put: operations["put_pair_withdrawal"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The records within reach
         * @description In the order in which they were entered, retracted ones included; teachers see their own, schools theirs.
         */
        get: operations["list_records"];
        put?: never;
        /**
         * Enter records
         * @description Lessons heard, notes, meetings held, documents kept: up to 100 at once, all or none. The pack counts them.
         *
         *     A school enters its own and its teachers' (as of the day); others are 404. 422 `unknown-fact-kind` with the kinds
         *     that the pack in force on the day knows, `unknown-level`, `not-yet-done`, `record-of-nobody`; 409
         *     `teacher-not-in-post`, `pack-not-assigned`.
         */
        post: operations["post_records"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/records/{record_id}/retraction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Take a record back
         * @description A retracted record counts for nothing, for good; it stays to be seen with the reason.
         *
         *     The same retraction again changes nothing; with another reason it is 409 `record-retracted`. 404 out of reach.
         */
        put: operations["put_record_retraction"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/schemes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The schemes of assessment that the district has
         * @description Every version, those that come with the system included, by code and the newest first; retired ones too.
         */
        get: operations["list_schemes"];
        put?: never;
        /**
         * Publish a scheme as a new version
         * @description By the district. The next version of its code; what a version in force says already is answered with that one.
         *
         *     No version is ever changed. A class that names the code without having chosen a version is assessed by the newest
         *     one in force until anything rests on it. 422 `scheme-unsound` with everything that is wrong; 409
         *     `scheme-published-meanwhile` when somebody else published at the same moment.
         */
        post: operations["post_scheme"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/schemes/{code}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One version of a scheme
         * @description In full, with who published it and why, and how many classes use it. 404 where there is none.
         */
        get: operations["get_scheme_version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/schemes/{code}/versions/{version}/retirement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Retire a version of a scheme
         * @description By the district, with the reason, for good. No class can choose the version any more; who uses it keeps it.
         *
         *     A version that is retired already stays as it is. 404 where there is none.
         */
        put: operations["put_scheme_retirement"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/schools/{school_id}/shortfalls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a school and its units still lack, week by week
         * @description What the school's pack asks of it, its teams and pairs. Its teachers' are in the wall list.
         *
         *     422 `span-not-usable`; 409 `pack-not-assigned`; 404 for another school.
         */
        get: operations["get_school_shortfalls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/schools/{school_id}/wall-list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A school's wall list of a month
         * @description Everybody who was in post in the month: how much was due in it, how much is done, and what lacks.
         *
         *     In the order of their ids; what the school itself, its teams and pairs lack comes with the first page.
         */
        get: operations["get_wall_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The district's assessment in numbers
         * @description Outcomes by status and grade, revisions that wait for confirmation, claims by state.
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
    "/assessment/v1/districts/{district_id}/teachers/{teacher_id}/outcomes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything a teacher was assessed in
         * @description Of classes and claims, oldest first. Teachers see their own, schools those of their present teachers.
         */
        get: operations["list_teacher_outcomes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assessment/v1/districts/{district_id}/teachers/{teacher_id}/shortfalls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a teacher still lacks, week by week
         * @description Counts, duties and documents of the packs that govern the teacher, slot by slot (week, month, semester).
         *
         *     What is OPEN can be done until `make_up_until`; what is MISSED stays, a later surplus fills no other slot.
         *     422 `span-not-usable`; 404 out of reach.
         */
        get: operations["get_teacher_shortfalls"];
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
         * ActivityCorrectionRequest
         * @description The whole activity as it should read, the revision that was looked at, and why.
         */
        ActivityCorrectionRequest: {
            /** Category */
            category: string;
            /**
             * Check
             * @description 检查落实: how it was checked
             */
            check?: string | null;
            /** Content */
            content?: string | null;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Hours
             * @description 学时, where the activity is worth hours
             */
            hours?: string | null;
            /**
             * Kind
             * @description Without a route: a kind of the pack, or what it counts
             */
            kind?: string | null;
            /** Level */
            level: string;
            /**
             * Minutes
             * @description Where it is not the time between start and end
             */
            minutes?: number | null;
            /** Mode */
            mode: string;
            /** Nature */
            nature: string;
            /** Papers */
            papers?: components["schemas"]["RolePaperRequest"][];
            /** Participants */
            participants: components["schemas"]["TakingRequest"][];
            /** Place */
            place?: string | null;
            /**
             * Plan Id
             * @description The record of the plan that it belongs to
             */
            plan_id?: string | null;
            /**
             * Post
             * @description 定岗: for which posts
             */
            post?: string | null;
            /** Reason */
            reason: string;
            /** Revision */
            revision: number;
            /**
             * Route
             * @description 研修途径: a route of the pack's forms
             */
            route?: string | null;
            /** Speaker */
            speaker?: string | null;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /** Tags */
            tags?: string[];
            /** Title */
            title: string;
            /**
             * Unit Id
             * @description The team or department that held it
             */
            unit_id?: string | null;
        };
        /**
         * ActivityRequest
         * @description `school_id` is needed of the district alone: a school and the head of a unit log for their own.
         */
        ActivityRequest: {
            /** Category */
            category: string;
            /**
             * Check
             * @description 检查落实: how it was checked
             */
            check?: string | null;
            /** Content */
            content?: string | null;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Hours
             * @description 学时, where the activity is worth hours
             */
            hours?: string | null;
            /**
             * Kind
             * @description Without a route: a kind of the pack, or what it counts
             */
            kind?: string | null;
            /** Level */
            level: string;
            /**
             * Minutes
             * @description Where it is not the time between start and end
             */
            minutes?: number | null;
            /** Mode */
            mode: string;
            /** Nature */
            nature: string;
            /** Papers */
            papers?: components["schemas"]["RolePaperRequest"][];
            /** Participants */
            participants: components["schemas"]["TakingRequest"][];
            /** Place */
            place?: string | null;
            /**
             * Plan Id
             * @description The record of the plan that it belongs to
             */
            plan_id?: string | null;
            /**
             * Post
             * @description 定岗: for which posts
             */
            post?: string | null;
            /**
             * Route
             * @description 研修途径: a route of the pack's forms
             */
            route?: string | null;
            /** School Id */
            school_id?: string | null;
            /** Speaker */
            speaker?: string | null;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /** Tags */
            tags?: string[];
            /** Title */
            title: string;
            /**
             * Unit Id
             * @description The team or department that held it
             */
            unit_id?: string | null;
        };
        /**
         * ActivityResponse
         * @description An activity as it stands.
         */
        ActivityResponse: {
            /**
             * Activity Id
             * Format: uuid
             */
            activity_id: string;
            /** Advice */
            advice: components["schemas"]["AdviceResponse"][];
            /** Category */
            category: string;
            /** Check */
            check: string | null;
            /** Content */
            content: string | null;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Hours */
            hours: string | null;
            /** Kind */
            kind: string | null;
            /** Level */
            level: string;
            /** Minutes */
            minutes: number | null;
            /** Mode */
            mode: string;
            /** Nature */
            nature: string;
            /** Papers */
            papers: components["schemas"]["RolePaperResponse"][];
            /** Participants */
            participants: components["schemas"]["ParticipantResponse"][];
            /** Place */
            place: string | null;
            /** Plan Id */
            plan_id: string | null;
            /** Post */
            post: string | null;
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
            /** Revision */
            revision: number;
            /** Route */
            route: string | null;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /** Speaker */
            speaker: string | null;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /** Tags */
            tags: string[];
            /** Title */
            title: string;
            /** Unit */
            unit: string | null;
            /** Unit Id */
            unit_id: string | null;
            /** Withdrawal Reason */
            withdrawal_reason: string | null;
            /** Withdrawn At */
            withdrawn_at: string | null;
        };
        /**
         * ActivityRevisionResponse
         * @description What an activity said at a revision, and who made it say so.
         */
        ActivityRevisionResponse: {
            /**
             * Changed At
             * Format: date-time
             */
            changed_at: string;
            /**
             * Changed By
             * Format: uuid
             */
            changed_by: string;
            /** Content */
            content: {
                [key: string]: unknown;
            };
            /** Reason */
            reason: string | null;
            /** Revision */
            revision: number;
        };
        /**
         * ActivityRevisionsResponse
         * @description The first first.
         */
        ActivityRevisionsResponse: {
            /** Items */
            items: components["schemas"]["ActivityRevisionResponse"][];
        };
        /** ActivityWithdrawalRequest */
        ActivityWithdrawalRequest: {
            /** Reason */
            reason: string;
        };
        /**
         * AdviceResponse
         * @description Something that the pack asks beforehand and was not there; people decide what follows.
         */
        AdviceResponse: {
            /**
             * Cause
             * @enum {string}
             */
            cause: "NOT_FIXED" | "NO_PLAN" | "PLAN_LATE" | "NO_FORM";
            /** Clause Id */
            clause_id: string;
            /** Code */
            code: string;
            /** En */
            en: string;
            /** Quote */
            quote: string;
            /** Zh */
            zh: string;
        };
        /**
         * Aggregate
         * @description How the marks of several assessors, or of several pieces, become the points of one component.
         * @enum {string}
         */
        Aggregate: "LATEST" | "MEAN" | "TRIMMED_MEAN" | "BEST_OF" | "SUM";
        /**
         * AggregatorBody
         * @description How several marks become one.
         */
        AggregatorBody: {
            /**
             * Best
             * @default 0
             */
            best: number;
            /**
             * Drop
             * @default 0
             */
            drop: number;
            /**
             * @description LATEST: the newest, by whoever. TRIMMED_MEAN leaves out `drop` of the highest and of the lowest; BEST_OF is the mean of the `best` highest; SUM is capped at the component's maximum
             * @default LATEST
             */
            kind: components["schemas"]["Aggregate"];
        };
        /** AggregatorResponse */
        AggregatorResponse: {
            /** Best */
            best: number;
            /** Drop */
            drop: number;
            kind: components["schemas"]["Aggregate"];
        };
        /** AppealDecisionRequest */
        AppealDecisionRequest: {
            /**
             * Measures
             * @description Of CHANGED: what is left
             */
            measures?: string[];
            /** Reason */
            reason: string;
            /**
             * Result
             * @description UPHELD leaves no measure, CHANGED some of those decided, REJECTED the decision as it was
             * @enum {string}
             */
            result: "UPHELD" | "CHANGED" | "REJECTED";
        };
        /** AppealPointsItem */
        AppealPointsItem: {
            /** Component */
            component: string;
            /**
             * Score
             * @description What it is to count from now on, by moderation
             */
            score: string;
        };
        /** AppealRequest */
        AppealRequest: {
            /**
             * Component
             * @description Null: the result as a whole
             */
            component?: string | null;
            /**
             * File Ids
             * @description Own files (`post_file`)
             * @default []
             */
            file_ids: string[];
            /** Grounds */
            grounds: string;
        };
        /**
         * AppealResponse
         * @description A member's objection to a component or (null) the result, and how it was decided.
         */
        AppealResponse: {
            /**
             * Appeal Id
             * Format: uuid
             */
            appeal_id: string;
            /**
             * Appealed At
             * Format: date-time
             */
            appealed_at: string;
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /** Component */
            component: string | null;
            /** Decided At */
            decided_at: string | null;
            /** Decided By */
            decided_by: string | null;
            /** Decision Reason */
            decision_reason: string | null;
            /** File Ids */
            file_ids: string[];
            /** Grounds */
            grounds: string;
            /**
             * Outcome Revision
             * @description Instead of a release: the revision of the member's outcome
             */
            outcome_revision: number | null;
            /**
             * Release Id
             * @description The release that it objects to
             */
            release_id: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "OPEN" | "UPHELD" | "REJECTED";
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /**
         * AskedResponse
         * @description A document that the tariff asks for.
         */
        AskedResponse: {
            /** Code */
            code: string;
            /** Is There */
            is_there: boolean;
            label: components["schemas"]["Words"];
        };
        /**
         * Assessor
         * @description As whom somebody marks. Experts, peers and the member are persons; the others speak for an office.
         * @enum {string}
         */
        Assessor: "ORGANISER" | "SCHOOL_GROUP" | "COUNTY_CENTRE" | "COUNTY_BUREAU" | "PREFECTURE" | "EXPERT" | "PEER" | "SELF";
        /**
         * AssessorItem
         * @description A teacher of the district or an account that is none; for some members or (null) for all.
         */
        AssessorItem: {
            /**
             * Account Id
             * @description Of an expert who is no teacher of the district
             */
            account_id?: string | null;
            /** Person Id */
            person_id?: string | null;
            /**
             * Teacher Ids
             * @description Whom they mark; null: every member
             */
            teacher_ids?: string[] | null;
        };
        /**
         * AssessorResponse
         * @description Somebody named to mark a component. `teacher_id` is whom they mark, null: every member.
         */
        AssessorResponse: {
            /** Account Id */
            account_id: string | null;
            /**
             * Assigned At
             * Format: date-time
             */
            assigned_at: string;
            /**
             * Assigned By
             * Format: uuid
             */
            assigned_by: string;
            /**
             * Assignment Id
             * Format: uuid
             */
            assignment_id: string;
            /** Component */
            component: string;
            /** Kind */
            kind: string;
            /** Person Id */
            person_id: string | null;
            /** Reason */
            reason: string | null;
            /** Teacher Id */
            teacher_id: string | null;
            /** Withdrawal Reason */
            withdrawal_reason: string | null;
            /** Withdrawn At */
            withdrawn_at: string | null;
            /** Withdrawn By */
            withdrawn_by: string | null;
        };
        /** AssessorWithdrawalRequest */
        AssessorWithdrawalRequest: {
            /** Assignment Ids */
            assignment_ids: string[];
            /** Reason */
            reason: string;
        };
        /** AssessorsRequest */
        AssessorsRequest: {
            /** Component */
            component: string;
            /** Items */
            items: components["schemas"]["AssessorItem"][];
            /**
             * Kind
             * @enum {string}
             */
            kind: "EXPERT" | "PEER" | "ORGANISER" | "SCHOOL_GROUP" | "COUNTY_CENTRE" | "COUNTY_BUREAU" | "PREFECTURE";
            /** Reason */
            reason?: string | null;
        };
        /**
         * AssessorsResponse
         * @description In the order of naming.
         */
        AssessorsResponse: {
            /** Items */
            items: components["schemas"]["AssessorResponse"][];
        };
        /**
         * AttendanceGateBody
         * @description The attendance line must be met.
         */
        AttendanceGateBody: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "ATTENDANCE";
        };
        /**
         * AwardResponse
         * @description One line for the book; it lies within one year of the pack.
         */
        AwardResponse: {
            /** Category */
            category: string;
            /**
             * Credits
             * @description 学分
             */
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
             * Hours
             * @description 学时
             */
            hours: string;
            /** Kind */
            kind: string;
            /** Level */
            level: string;
            /** Line */
            line: number;
            /** Mode */
            mode: string;
            /** Nature */
            nature: string;
            /**
             * Original Level
             * @description The program's own level, where a rule booked the award elsewhere
             */
            original_level: string | null;
            /**
             * Rules
             * @description Clauses of the pack that were applied
             */
            rules: string[];
            /** Tags */
            tags: string[];
        };
        /** BandBody */
        BandBody: {
            /**
             * From Score
             * @description A decimal of at most 4 places, as text
             */
            from_score: string;
            /** Grade */
            grade: string;
            label: components["schemas"]["Bilingual"];
        };
        /** BandResponse */
        BandResponse: {
            /** From Score */
            from_score: string;
            /** Grade */
            grade: string;
            label: components["schemas"]["Words"];
        };
        /** BatchCountResponse */
        BatchCountResponse: {
            /** Claims */
            claims: number;
            /**
             * Due
             * Format: date
             */
            due: string;
        };
        /** Bilingual */
        Bilingual: {
            /** En */
            en: string;
            /** Zh */
            zh: string;
        };
        /** BinderActResponse */
        BinderActResponse: {
            /**
             * Act
             * @enum {string}
             */
            act: "OPENED" | "CLOSED" | "REOPENED";
            /**
             * Done At
             * Format: date-time
             */
            done_at: string;
            /**
             * Done By
             * Format: uuid
             */
            done_by: string;
            /** Reason */
            reason: string | null;
        };
        /**
         * BinderItemResponse
         * @description `HELD` with as many as are asked for, `WAIVED`, `MISSING`, or `UNDETERMINED` where the pack's number is lost.
         */
        BinderItemResponse: {
            /** At Least */
            at_least: number | null;
            /** Code */
            code: string;
            /** Have */
            have: number;
            label: components["schemas"]["Words"];
            /**
             * Produced
             * @description The system can make it from what it knows; a paper serves as well
             */
            produced: boolean;
            /**
             * State
             * @enum {string}
             */
            state: "HELD" | "WAIVED" | "MISSING" | "UNDETERMINED";
        };
        /**
         * BinderPaperRequest
         * @description A document for one item: a file that was handed in, or where the paper is kept.
         */
        BinderPaperRequest: {
            /** Clause Id */
            clause_id: string;
            /** Code */
            code: string;
            /** File Id */
            file_id?: string | null;
            /**
             * Note
             * @description What it is, or where the paper is kept
             */
            note: string;
            /**
             * On
             * @description Of when it is; today when absent
             */
            on?: string | null;
        };
        /** BinderPaperResponse */
        BinderPaperResponse: {
            /**
             * Attached At
             * Format: date-time
             */
            attached_at: string;
            /**
             * Attached By
             * Format: uuid
             */
            attached_by: string;
            /** Clause Id */
            clause_id: string;
            /** Code */
            code: string;
            /** File Id */
            file_id: string | null;
            /** File Name */
            file_name?: string | null;
            /** Note */
            note: string;
            /**
             * On
             * Format: date
             */
            on: string;
            /**
             * Paper Id
             * Format: uuid
             */
            paper_id: string;
            /** Record Id */
            record_id: string | null;
            /** Sha256 */
            sha256?: string | null;
            /** Withdrawal Reason */
            withdrawal_reason: string | null;
            /** Withdrawn At */
            withdrawn_at: string | null;
            /** Withdrawn By */
            withdrawn_by: string | null;
        };
        /** BinderReasonRequest */
        BinderReasonRequest: {
            /** Reason */
            reason: string;
        };
        /**
         * BinderRequest
         * @description A binder is of a class, of an activity, or of one period of a school: exactly one of the three ids.
         */
        BinderRequest: {
            /** Activity Id */
            activity_id?: string | null;
            /** Class Id */
            class_id?: string | null;
            /**
             * Custodian Name
             * @description Of who opens the binder and keeps it from now on
             */
            custodian_name: string;
            /**
             * Every
             * @description Only of a school: which of its documents
             */
            every?: ("semester" | "year" | "cycle") | null;
            /**
             * On
             * @description A day of the period; today when absent
             */
            on?: string | null;
            /** School Id */
            school_id?: string | null;
            /**
             * Unit
             * @description A team of the school, by its name in the directory
             */
            unit?: string | null;
        };
        /**
         * BinderResponse
         * @description A binder with what is asked for, what is there and what is missing; live while it is open.
         */
        BinderResponse: {
            /** Activity Id */
            activity_id: string | null;
            /** Acts */
            acts: components["schemas"]["BinderActResponse"][];
            /**
             * Binder Id
             * Format: uuid
             */
            binder_id: string;
            /** Class Id */
            class_id: string | null;
            /**
             * Custodian Id
             * Format: uuid
             */
            custodian_id: string;
            /** Custodian Name */
            custodian_name: string;
            /**
             * Custodian Since
             * Format: date-time
             */
            custodian_since: string;
            /** Every */
            every: ("semester" | "year" | "cycle") | null;
            /** First Day */
            first_day: string | null;
            /** Hand Overs */
            hand_overs: components["schemas"]["HandOverResponse"][];
            /** Last Day */
            last_day: string | null;
            /** Made */
            made: components["schemas"]["MadePaperResponse"][];
            /**
             * Missing
             * @description Items that are not there, of sets that are more than advice
             */
            missing: number;
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
            /** Pack Id */
            pack_id: string;
            /** Papers */
            papers: components["schemas"]["BinderPaperResponse"][];
            /** School Id */
            school_id: string | null;
            /** Sets */
            sets: components["schemas"]["BinderSetResponse"][];
            /**
             * State
             * @enum {string}
             */
            state: "OPEN" | "CLOSED";
            /**
             * Subject
             * @enum {string}
             */
            subject: "CLASS" | "ACTIVITY" | "SCHOOL";
            /** Title */
            title: string;
            /** Unit */
            unit: string | null;
            /** Waivers */
            waivers: components["schemas"]["BinderWaiverResponse"][];
        };
        /** BinderSetResponse */
        BinderSetResponse: {
            /** Clause Id */
            clause_id: string;
            /** Items */
            items: components["schemas"]["BinderItemResponse"][];
            /**
             * Open List
             * @description More may be kept than is listed
             */
            open_list: boolean;
            /** Quote */
            quote: string;
            /**
             * Severity
             * @description `mandatory` keeps the binder open, `advisory` does not
             */
            severity: string;
        };
        /**
         * BinderSummaryResponse
         * @description A binder without what is in it.
         */
        BinderSummaryResponse: {
            /** Activity Id */
            activity_id: string | null;
            /**
             * Binder Id
             * Format: uuid
             */
            binder_id: string;
            /** Class Id */
            class_id: string | null;
            /**
             * Custodian Id
             * Format: uuid
             */
            custodian_id: string;
            /** Custodian Name */
            custodian_name: string;
            /**
             * Custodian Since
             * Format: date-time
             */
            custodian_since: string;
            /** Every */
            every: ("semester" | "year" | "cycle") | null;
            /** First Day */
            first_day: string | null;
            /** Last Day */
            last_day: string | null;
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
            /** School Id */
            school_id: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "OPEN" | "CLOSED";
            /**
             * Subject
             * @enum {string}
             */
            subject: "CLASS" | "ACTIVITY" | "SCHOOL";
            /** Title */
            title: string;
            /** Unit */
            unit: string | null;
        };
        /** BinderWaiverResponse */
        BinderWaiverResponse: {
            /** Clause Id */
            clause_id: string;
            /** Code */
            code: string;
            /** Reason */
            reason: string;
            /**
             * Waived At
             * Format: date-time
             */
            waived_at: string;
            /**
             * Waived By
             * Format: uuid
             */
            waived_by: string;
        };
        /**
         * CandidateResponse
         * @description A member who passed, with the overall score.
         */
        CandidateResponse: {
            /** Grade */
            grade: string | null;
            /** Score */
            score: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /**
         * CaseActResponse
         * @description One act: who, when, in which words. None is ever changed or taken away.
         */
        CaseActResponse: {
            /** Act */
            act: string;
            /**
             * Done At
             * Format: date-time
             */
            done_at: string;
            /**
             * Done By
             * Format: uuid
             */
            done_by: string;
            /** Evidence */
            evidence?: components["schemas"]["CaseEvidenceResponse"][];
            /** Measures */
            measures: string[];
            /** Words */
            words: string;
        };
        /** CaseClosingRequest */
        CaseClosingRequest: {
            /** Reason */
            reason: string;
        };
        /** CaseDecisionRequest */
        CaseDecisionRequest: {
            /**
             * Measures
             * @description Which of the clause's measures; none is a decision too
             */
            measures: string[];
            /** Reason */
            reason: string;
        };
        /** CaseEvidenceResponse */
        CaseEvidenceResponse: {
            /**
             * Evidence Id
             * Format: uuid
             */
            evidence_id: string;
            /**
             * File Id
             * @description Downloaded by everybody who sees the case at `/cases/{id}/files/{file_id}`
             */
            file_id: string | null;
            /** Note */
            note: string;
            /** Outcome Id */
            outcome_id: string | null;
            /** Record Id */
            record_id: string | null;
        };
        /** CaseNoticeRequest */
        CaseNoticeRequest: {
            /**
             * Statement Until
             * Format: date
             * @description The last day to answer, five days ahead at least
             */
            statement_until: string;
            /**
             * Words
             * @description What the teacher is told
             */
            words: string;
        };
        /** CaseRequest */
        CaseRequest: {
            /**
             * Clause Id
             * @description A clause about consequences of the pack in force
             */
            clause_id: string;
            /**
             * Decider Id
             * Format: uuid
             * @description The account of the person who decides: never who opens the case
             */
            decider_id: string;
            /** Decider Name */
            decider_name: string;
            /** Evidence */
            evidence?: components["schemas"]["EvidenceRequest"][];
            /** Grounds */
            grounds: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /**
             * Triggers
             * @description Which of the clause's reasons
             */
            triggers: string[];
        };
        /**
         * CaseResponse
         * @description A case with the clause in its own words and every act in order.
         */
        CaseResponse: {
            /** Acts */
            acts: components["schemas"]["CaseActResponse"][];
            /** Appeal Until */
            appeal_until: string | null;
            /**
             * Case Id
             * Format: uuid
             */
            case_id: string;
            /** Clause Id */
            clause_id: string;
            /** Decided By */
            decided_by: string | null;
            /**
             * Decided By People
             * @description No measure takes effect by itself; what is decided is carried out by people
             * @default true
             * @constant
             */
            decided_by_people: true;
            /**
             * Decider Id
             * Format: uuid
             */
            decider_id: string;
            /** Decider Name */
            decider_name: string;
            /** Grounds */
            grounds: string;
            /**
             * Measures
             * @description What stands now
             */
            measures: string[];
            /**
             * Open Alike
             * @description Other open cases within reach about the same teacher by the same clause, the oldest first (20 at most); null where the case is neither opened nor read
             */
            open_alike: string[] | null;
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
            /** Pack Id */
            pack_id: string;
            /**
             * Possible Measures
             * @description What the clause lets people decide
             */
            possible_measures: components["schemas"]["NamedResponse"][];
            /**
             * Quotes
             * @description The words of the source
             */
            quotes: string[];
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /**
             * State
             * @enum {string}
             */
            state: "OPENED" | "NOTIFIED" | "DECIDED" | "APPEALED" | "APPEAL_DECIDED" | "CLOSED" | "WITHDRAWN";
            /**
             * Statement Until
             * @description Until when the teacher may answer; null before the notice
             */
            statement_until: string | null;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            title: components["schemas"]["Words"];
            /**
             * Triggers
             * @description The reasons given here
             */
            triggers: components["schemas"]["NamedResponse"][];
        };
        /**
         * CaseSummaryResponse
         * @description A case without what was done in it.
         */
        CaseSummaryResponse: {
            /** Appeal Until */
            appeal_until: string | null;
            /**
             * Case Id
             * Format: uuid
             */
            case_id: string;
            /** Clause Id */
            clause_id: string;
            /** Decided By */
            decided_by: string | null;
            /**
             * Decider Id
             * Format: uuid
             */
            decider_id: string;
            /** Decider Name */
            decider_name: string;
            /**
             * Measures
             * @description What stands now
             */
            measures: string[];
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
            /** Pack Id */
            pack_id: string;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /**
             * State
             * @enum {string}
             */
            state: "OPENED" | "NOTIFIED" | "DECIDED" | "APPEALED" | "APPEAL_DECIDED" | "CLOSED" | "WITHDRAWN";
            /**
             * Statement Until
             * @description Until when the teacher may answer; null before the notice
             */
            statement_until: string | null;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /** CertificationRequest */
        CertificationRequest: {
            /** Teacher Ids */
            teacher_ids: string[];
        };
        /** ChoiceItem */
        ChoiceItem: {
            /** Code */
            code: string;
            label: components["schemas"]["Bilingual"];
        };
        /** ChoiceResponse */
        ChoiceResponse: {
            /** Code */
            code: string;
            label: components["schemas"]["Words"];
        };
        /**
         * ClaimApprovalResponse
         * @description What became of one claim: the state it reached and why, or the problem.
         */
        ClaimApprovalResponse: {
            /**
             * Claim Id
             * Format: uuid
             */
            claim_id: string;
            problem: components["schemas"]["ClaimProblem"] | null;
            /**
             * Result
             * @enum {string}
             */
            result: "RECOGNISED" | "PASSED_ON" | "REFUSED";
            why: components["schemas"]["Words"] | null;
        };
        /** ClaimApprovalsRequest */
        ClaimApprovalsRequest: {
            /** Claim Ids */
            claim_ids: string[];
            /** Reason */
            reason?: string | null;
        };
        /**
         * ClaimApprovalsResponse
         * @description One answer for each claim, in the order of the request, each id once.
         */
        ClaimApprovalsResponse: {
            /** Items */
            items: components["schemas"]["ClaimApprovalResponse"][];
        };
        /**
         * ClaimBatchResponse
         * @description The batch in which a claim reaches a level. NEXT_BATCH: too late for its own, and nothing is lost.
         */
        ClaimBatchResponse: {
            /** Clause Id */
            clause_id: string;
            /**
             * Days Left
             * @description Days left to hand in, the last one included
             */
            days_left: number | null;
            /**
             * Due
             * @description The last day, until midnight
             */
            due: string | null;
            label: components["schemas"]["Words"];
            /**
             * Level
             * @enum {string}
             */
            level: "SCHOOL" | "DISTRICT";
            reason: components["schemas"]["Words"];
            /**
             * State
             * @enum {string}
             */
            state: "ACCEPTED" | "NEXT_BATCH" | "REFUSED" | "UNDETERMINED";
        };
        /**
         * ClaimCountsResponse
         * @description How many of the claims within reach stand where.
         */
        ClaimCountsResponse: {
            /**
             * By Batch
             * @description Of those in review, by the last day of the batch
             */
            by_batch: components["schemas"]["BatchCountResponse"][];
            /**
             * By Semester
             * @description By the last day of the semester
             */
            by_semester: components["schemas"]["SemesterCountResponse"][];
            /** By State */
            by_state: {
                [key: string]: number;
            };
            /** Flagged */
            flagged: number;
            /** Overdue */
            overdue: number;
            /**
             * Reminded
             * @description Whose time runs out, and who has them was reminded
             */
            reminded: number;
        };
        /** ClaimDecisionRequest */
        ClaimDecisionRequest: {
            /** Approved */
            approved: boolean;
            /** Reason */
            reason?: string | null;
            /**
             * Return To
             * @description With whom a claim lies that the district returns
             * @default TEACHER
             * @enum {string}
             */
            return_to: "TEACHER" | "SCHOOL";
        };
        /** ClaimDraftRequest */
        ClaimDraftRequest: {
            /**
             * Author Order
             * @description Place among the authors, from 1
             */
            author_order?: number | null;
            /**
             * Authors
             * @description How many authors
             */
            authors?: number | null;
            /** Category */
            category: string;
            /** Certificate No */
            certificate_no?: string | null;
            /**
             * Characters
             * @description 字数
             */
            characters?: number | null;
            /** Grade */
            grade?: string | null;
            /**
             * Held From
             * Format: date
             */
            held_from: string;
            /**
             * Held To
             * Format: date
             * @description The day by which it is valued; hours are spread
             */
            held_to: string;
            /**
             * Hours
             * @description 学时, where a certificate or record states them
             */
            hours?: string | null;
            /** Issued By */
            issued_by?: string | null;
            /**
             * Kind
             * @description A kind of the pack; one of `choices` where there are any
             */
            kind: string;
            /** Level */
            level: string;
            /** Minutes */
            minutes?: number | null;
            /** Mode */
            mode: string;
            /**
             * Months
             * @description No more than the days touch
             */
            months?: number | null;
            /** Nature */
            nature: string;
            /**
             * Organised By Admin
             * @description By the education administration, or on its order
             * @default true
             */
            organised_by_admin: boolean;
            /**
             * Papers
             * @default []
             */
            papers: components["schemas"]["PaperRequest"][];
            /**
             * Role
             * @description The part played
             * @default
             */
            role: string | "";
            /**
             * Source
             * @description WORK of a school or team; a CONTEST_AWARD (with certificate_no and issued_by); EXTERNAL_HOURS (with hours and issued_by)
             * @default WORK
             * @enum {string}
             */
            source: "WORK" | "CONTEST_AWARD" | "EXTERNAL_HOURS";
            /**
             * Tags
             * @default []
             */
            tags: string[];
            /**
             * Teacher Id
             * Format: uuid
             * @description Oneself, or a teacher of one's school
             */
            teacher_id: string;
            /**
             * Title
             * @description Of the lesson, lecture, paper, contest or training
             */
            title: string;
        };
        /**
         * ClaimFlagResponse
         * @description Something odd about a claim; it points at what was there first.
         */
        ClaimFlagResponse: {
            /**
             * Claim Id
             * Format: uuid
             */
            claim_id: string;
            /** Code */
            code: string;
            /** En */
            en: string;
            /** First Claim Id */
            first_claim_id: string | null;
            /**
             * First Event Id
             * @description The activity or the class
             */
            first_event_id: string | null;
            /**
             * Flag Id
             * Format: uuid
             */
            flag_id: string;
            /**
             * Raised At
             * Format: date-time
             */
            raised_at: string;
            /** Reason */
            reason: string | null;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /** Settled At */
            settled_at: string | null;
            /** Settled By */
            settled_by: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "OPEN" | "CLEARED" | "CONFIRMED";
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /** Zh */
            zh: string;
        };
        /** ClaimFormRequest */
        ClaimFormRequest: {
            /**
             * Author Order
             * @description Place among the authors, from 1
             */
            author_order?: number | null;
            /**
             * Authors
             * @description How many authors
             */
            authors?: number | null;
            /** Category */
            category: string;
            /** Certificate No */
            certificate_no?: string | null;
            /**
             * Characters
             * @description 字数
             */
            characters?: number | null;
            /** Grade */
            grade?: string | null;
            /**
             * Held From
             * Format: date
             */
            held_from: string;
            /**
             * Held To
             * Format: date
             * @description The day by which it is valued; hours are spread
             */
            held_to: string;
            /**
             * Hours
             * @description 学时, where a certificate or record states them
             */
            hours?: string | null;
            /** Issued By */
            issued_by?: string | null;
            /**
             * Kind
             * @description A kind of the pack; one of `choices` where there are any
             */
            kind: string;
            /** Level */
            level: string;
            /** Minutes */
            minutes?: number | null;
            /** Mode */
            mode: string;
            /**
             * Months
             * @description No more than the days touch
             */
            months?: number | null;
            /** Nature */
            nature: string;
            /**
             * Organised By Admin
             * @description By the education administration, or on its order
             * @default true
             */
            organised_by_admin: boolean;
            /**
             * Papers
             * @default []
             */
            papers: components["schemas"]["PaperRequest"][];
            /**
             * Role
             * @description The part played
             * @default
             */
            role: string | "";
            /**
             * Tags
             * @default []
             */
            tags: string[];
            /**
             * Title
             * @description Of the lesson, lecture, paper, contest or training
             */
            title: string;
        };
        /**
         * ClaimPreviewResponse
         * @description What a form would be worth as it stands. `problem`: the pack could not be asked at all.
         */
        ClaimPreviewResponse: {
            /**
             * Batches
             * @description What it would join if it were handed in now
             */
            batches: components["schemas"]["ClaimBatchResponse"][];
            /**
             * Checklist
             * @description What the tariff asks for, and whether it is there
             */
            checklist: components["schemas"]["AskedResponse"][];
            /**
             * Clause Id
             * @description The clause of the tariff
             */
            clause_id: string | null;
            /** Credits */
            credits: string;
            /** Hours */
            hours: string;
            /**
             * Is Clean
             * @description Complete and without open flags: it may be approved in bulk
             */
            is_clean: boolean;
            /**
             * Levels
             * @description Who reviews it
             */
            levels: ("SCHOOL" | "DISTRICT")[];
            /** Lines */
            lines: components["schemas"]["AwardResponse"][];
            /** Open Flags */
            open_flags: number;
            problem: components["schemas"]["ClaimProblem"] | null;
            /**
             * Recogniser
             * @description The role that the tariff names
             */
            recogniser: string | null;
            /** Refusals */
            refusals: components["schemas"]["RefusalResponse"][];
            /** @description The semester with whose forms it would be summed up */
            semester_batch: components["schemas"]["ClaimBatchResponse"] | null;
        };
        /**
         * ClaimProblem
         * @description Why a claim was left as it is, by the same stable types as problem documents.
         */
        ClaimProblem: {
            /** Detail */
            detail: string;
            /** Title */
            title: string;
            /** Type */
            type: string;
        };
        /** ClaimReasonRequest */
        ClaimReasonRequest: {
            /** Reason */
            reason: string;
        };
        /** ClaimRequest */
        ClaimRequest: {
            /**
             * Awarded On
             * Format: date
             * @description The date of the certificate
             */
            awarded_on: string;
            /**
             * Certificate No
             * @description As printed on the certificate
             */
            certificate_no: string;
            /**
             * Degree Level
             * @enum {string}
             */
            degree_level: "ASSOCIATE" | "BACHELOR" | "MASTER" | "DOCTOR";
            /**
             * Evidence
             * @description What was shown, and where it is kept
             */
            evidence: string;
            /**
             * Kind
             * @constant
             */
            kind: "DEGREE";
            /**
             * Teacher Id
             * Format: uuid
             * @description Oneself, or a teacher of one's school
             */
            teacher_id: string;
        };
        /**
         * ClaimResponse
         * @description A claim as it stands; `outcome` is what it was recognised by, once posted.
         */
        ClaimResponse: {
            /** Awarded On */
            awarded_on: string | null;
            /** Batches */
            batches: components["schemas"]["ClaimBatchResponse"][];
            /** Certificate No */
            certificate_no: string | null;
            /** Choices */
            choices: string[];
            /**
             * Claim Id
             * Format: uuid
             */
            claim_id: string;
            /**
             * Claimed At
             * Format: date-time
             */
            claimed_at: string;
            /** Decided At */
            decided_at: string | null;
            /** Degree Level */
            degree_level: ("ASSOCIATE" | "BACHELOR" | "MASTER" | "DOCTOR") | null;
            /**
             * Due At
             * @description By when who has it should decide
             */
            due_at: string | null;
            /**
             * Event Id
             * @description The activity of which this is one participant's form
             */
            event_id: string | null;
            /**
             * Evidence
             * @description Of a degree: what was shown
             */
            evidence: string | null;
            form: components["schemas"]["FormResponse"] | null;
            /**
             * Kind
             * @description A kind of the pack, or DEGREE; null until one of `choices` is chosen
             */
            kind: string | null;
            /**
             * Lies With
             * @description Whose turn it is
             */
            lies_with: ("TEACHER" | "SCHOOL" | "DISTRICT") | null;
            /** Open Flags */
            open_flags: number;
            outcome?: components["schemas"]["OutcomeResponse"] | null;
            /** Overdue */
            overdue: boolean;
            /** Papers */
            papers: components["schemas"]["PaperResponse"][];
            /** Posted At */
            posted_at: string | null;
            /**
             * Posts At
             * @description When the recognition is posted; it can be undone until then
             */
            posts_at: string | null;
            /** Reason */
            reason: string | null;
            /**
             * Reminded At
             * @description When who has it was reminded that the time runs out
             */
            reminded_at: string | null;
            /** Returned To */
            returned_to: ("TEACHER" | "SCHOOL") | null;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /** @description The semester with whose forms it is summed up */
            semester_batch: components["schemas"]["ClaimBatchResponse"] | null;
            /**
             * Source
             * @enum {string}
             */
            source: "WORK" | "CONTEST_AWARD" | "EXTERNAL_HOURS" | "DEGREE";
            /**
             * State
             * @enum {string}
             */
            state: "DRAFT" | "SUBMITTED" | "SCHOOL_REVIEW" | "DISTRICT_REVIEW" | "RECOGNISED" | "RETURNED" | "WITHDRAWN";
            /** Submitted At */
            submitted_at: string | null;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /**
         * ClaimSettingsRequest
         * @description How the district reviews claims from now on; days are those of the calendar.
         */
        ClaimSettingsRequest: {
            /**
             * District Days
             * @description How long the district has
             */
            district_days: number;
            /** Reason */
            reason: string;
            /**
             * Remind Days
             * @description How long before its end it is reminded
             */
            remind_days: number;
            /**
             * Sample Percent
             * @description Share of clean claims, sent up by no tariff, that the district sees
             */
            sample_percent: number;
            /**
             * School Days
             * @description How long a school has
             */
            school_days: number;
            /**
             * Undo Hours
             * @description How long it can be undone at least
             */
            undo_hours: number;
        };
        /**
         * ClaimSettingsResponse
         * @description The terms in force; the last three are null while they are those that come with the system.
         */
        ClaimSettingsResponse: {
            /** District Days */
            district_days: number;
            /** Reason */
            reason?: string | null;
            /** Remind Days */
            remind_days: number;
            /** Sample Percent */
            sample_percent: number;
            /** School Days */
            school_days: number;
            /** Set At */
            set_at?: string | null;
            /** Set By */
            set_by?: string | null;
            /** Undo Hours */
            undo_hours: number;
        };
        /**
         * ClaimStepResponse
         * @description One thing that happened to a claim; `done_by` is null of what time did.
         */
        ClaimStepResponse: {
            /** Act */
            act: string;
            /**
             * Content
             * @description Of a submission: the form as it was handed in
             */
            content: {
                [key: string]: unknown;
            } | null;
            /**
             * Done At
             * Format: date-time
             */
            done_at: string;
            /** Done By */
            done_by: string | null;
            reason: components["schemas"]["Words"] | null;
            /**
             * State
             * @description In which it stood afterwards
             * @enum {string}
             */
            state: "DRAFT" | "SUBMITTED" | "SCHOOL_REVIEW" | "DISTRICT_REVIEW" | "RECOGNISED" | "RETURNED" | "WITHDRAWN";
        };
        /** ClaimStepsResponse */
        ClaimStepsResponse: {
            /** Items */
            items: components["schemas"]["ClaimStepResponse"][];
        };
        /** ClassAppealDecisionRequest */
        ClassAppealDecisionRequest: {
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "UPHELD" | "REJECTED";
            /**
             * Points
             * @description Of an appeal upheld: moderation at once; empty where new marks are to be given
             * @default []
             */
            points: components["schemas"]["AppealPointsItem"][];
            /** Reason */
            reason: string;
        };
        /**
         * ComponentBody
         * @description One thing that is marked.
         */
        ComponentBody: {
            aggregator?: components["schemas"]["AggregatorBody"];
            /**
             * At Least
             * @description Marks needed, of each kind that has a share, before the component is marked
             * @default 1
             */
            at_least: number;
            /** Code */
            code: string;
            /**
             * Criteria
             * @description A rubric: all criteria of one assessor are one mark
             */
            criteria?: components["schemas"]["CriterionBody"][];
            label: components["schemas"]["Bilingual"];
            /**
             * Maximum
             * @description A decimal of at most 4 places, as text
             * @default 100
             */
            maximum: string;
            /**
             * Pieces
             * @description Several works of one kind: each is a mark of its own
             */
            pieces?: components["schemas"]["CriterionBody"][];
            /**
             * Shares
             * @description What each kind of assessor weighs; each kind is put together first
             */
            shares?: components["schemas"]["ShareBody"][];
            /**
             * Weight
             * @description Percent of the stage; the weights of a stage sum to 100
             */
            weight: string;
        };
        /**
         * ComponentMarkResponse
         * @description A raw mark and what became of it.
         */
        ComponentMarkResponse: {
            /**
             * Assessor Id
             * @description Null for members and schools: marking stays blind as to who
             */
            assessor_id: string | null;
            /** Assessor Kind */
            assessor_kind: string;
            /** Attempt */
            attempt: number;
            /** Counted */
            counted: boolean;
            /** Criterion */
            criterion: string | null;
            /** Score */
            score: string;
            /**
             * Why
             * @description COUNTED, OVERRIDDEN (moderation stands in its place), SUPERSEDED, FORMER_ATTEMPT, DROPPED_HIGHEST, DROPPED_LOWEST, NOT_AMONG_BEST, NOT_ASKED or INCOMPLETE
             */
            why: string;
        };
        /**
         * ComponentResponse
         * @description One thing that is marked.
         */
        ComponentResponse: {
            aggregator: components["schemas"]["AggregatorResponse"];
            /** At Least */
            at_least: number;
            /** Code */
            code: string;
            /** Criteria */
            criteria: components["schemas"]["CriterionResponse"][];
            label: components["schemas"]["Words"];
            /** Maximum */
            maximum: string;
            /** Pieces */
            pieces: components["schemas"]["CriterionResponse"][];
            /** Shares */
            shares: components["schemas"]["ShareResponse"][];
            /**
             * Weight
             * @description Percent of the stage; the weights of a stage sum to 100
             */
            weight: string;
        };
        /**
         * ComponentResultResponse
         * @description One component: its points, from 0 to its maximum, what its marks alone come to, and each mark.
         */
        ComponentResultResponse: {
            /** Attempt */
            attempt: number;
            /** Code */
            code: string;
            /** Marks */
            marks: components["schemas"]["ComponentMarkResponse"][];
            /**
             * Moderation Reason
             * @description Why it counts something else than its marks come to
             */
            moderation_reason: string | null;
            /** Points */
            points: string | null;
            /** Raw */
            raw: string | null;
        };
        /**
         * CriterionBody
         * @description One line of a rubric, or one of several pieces.
         */
        CriterionBody: {
            /** Code */
            code: string;
            label: components["schemas"]["Bilingual"];
            /**
             * Levels
             * @description Names for points within the maximum; none: any points
             */
            levels?: components["schemas"]["LevelBody"][];
            /**
             * Maximum
             * @description A decimal of at most 4 places, as text
             */
            maximum: string;
        };
        /** CriterionResponse */
        CriterionResponse: {
            /** Code */
            code: string;
            label: components["schemas"]["Words"];
            /** Levels */
            levels: components["schemas"]["LevelResponse"][];
            /** Maximum */
            maximum: string;
        };
        /** DeciderRequest */
        DeciderRequest: {
            /**
             * Decider Id
             * Format: uuid
             */
            decider_id: string;
            /** Decider Name */
            decider_name: string;
            /** Reason */
            reason: string;
        };
        /**
         * DefenceGateBody
         * @description Each of the works was defended and passed.
         */
        DefenceGateBody: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "DEFENCE";
            /** Works */
            works: string[];
        };
        /** DefenceItem */
        DefenceItem: {
            /** Remark */
            remark?: string | null;
            /**
             * Result
             * @enum {string}
             */
            result: "PASSED" | "FAILED";
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /** Work */
            work: string;
        };
        /**
         * DefenceResponse
         * @description A defence as it was recorded; of several of one work the one recorded last counts.
         */
        DefenceResponse: {
            /**
             * Defence Id
             * Format: uuid
             */
            defence_id: string;
            /**
             * Held On
             * Format: date
             */
            held_on: string;
            /** Panel */
            panel: components["schemas"]["PanelMemberResponse"][];
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
            /** Remark */
            remark: string | null;
            /**
             * Result
             * @enum {string}
             */
            result: "PASSED" | "FAILED";
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /** Work */
            work: string;
        };
        /** DefencesRequest */
        DefencesRequest: {
            /**
             * Held On
             * Format: date
             */
            held_on: string;
            /** Items */
            items: components["schemas"]["DefenceItem"][];
            /** Panel */
            panel: components["schemas"]["PanelMember"][];
        };
        /**
         * DocumentsGateBody
         * @description The documents that an evidence clause of the pack asks of the class are there.
         */
        DocumentsGateBody: {
            /** Clause */
            clause: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "DOCUMENTS";
        };
        /**
         * DutyResponse
         * @description What a clause asks of a teacher because something happened.
         */
        DutyResponse: {
            /**
             * Arisen At
             * Format: date-time
             */
            arisen_at: string;
            /** @description What asks for it */
            cause: components["schemas"]["Words"];
            /** Clause Id */
            clause_id: string;
            /** Code */
            code: string;
            /** Counted */
            counted: string;
            /**
             * Due On
             * Format: date
             */
            due_on: string;
            /**
             * Duty Id
             * Format: uuid
             */
            duty_id: string;
            /** Overdue At */
            overdue_at: string | null;
            /** Pack Id */
            pack_id: string;
            /** Period */
            period: string | null;
            /**
             * Quote
             * @description The words of the source
             */
            quote: string;
            /**
             * Record Ids
             * @description The records that fulfil it
             */
            record_ids: string[];
            /**
             * Reminded At
             * @description Since when its end is near
             */
            reminded_at: string | null;
            /** Required */
            required: string | null;
            /**
             * School Id
             * @description Where the teacher stands now
             */
            school_id: string | null;
            /** Severity */
            severity: string;
            /**
             * Since
             * Format: date
             */
            since: string;
            /**
             * State
             * @description VOID: what asked for it was taken back, or the pack asks no longer
             * @enum {string}
             */
            state: "OPEN" | "FULFILLED" | "OVERDUE" | "UNDETERMINED" | "VOID";
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            thing: components["schemas"]["Words"];
            title: components["schemas"]["Words"];
            unit: components["schemas"]["Words"];
        };
        /**
         * EvidenceRequest
         * @description A file, a record or an outcome of the teacher's, or words alone.
         */
        EvidenceRequest: {
            /** File Id */
            file_id?: string | null;
            /** Note */
            note: string;
            /** Outcome Id */
            outcome_id?: string | null;
            /** Record Id */
            record_id?: string | null;
        };
        /**
         * FeedbackAnswerItem
         * @description The answer to one question: a point on its scale, the code of a choice, or a text.
         */
        FeedbackAnswerItem: {
            /** Choice */
            choice?: string | null;
            /** Point */
            point?: number | null;
            /** Question */
            question: string;
            /** Text */
            text?: string | null;
        };
        /** FeedbackAnswerRequest */
        FeedbackAnswerRequest: {
            /** Answers */
            answers: components["schemas"]["FeedbackAnswerItem"][];
        };
        /** FeedbackFormRequest */
        FeedbackFormRequest: {
            /** Code */
            code: string;
            /** Questions */
            questions: components["schemas"]["QuestionItem"][];
            /** Reason */
            reason: string;
            title: components["schemas"]["Bilingual"];
        };
        /**
         * FeedbackFormResponse
         * @description One version of a form.
         */
        FeedbackFormResponse: {
            /** Code */
            code: string;
            /** Questions */
            questions: components["schemas"]["QuestionResponse"][];
            title: components["schemas"]["Words"];
            /** Version */
            version: number;
        };
        /**
         * FeedbackFormsResponse
         * @description By code, the newest version first.
         */
        FeedbackFormsResponse: {
            /** Items */
            items: components["schemas"]["PublishedFormResponse"][];
        };
        /**
         * FeedbackGateBody
         * @description The member is reminded of the feedback form; with `blocks` the result waits for it and says so.
         */
        FeedbackGateBody: {
            /**
             * Blocks
             * @default false
             */
            blocks: boolean;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "FEEDBACK";
        };
        /** FeedbackOpeningRequest */
        FeedbackOpeningRequest: {
            /**
             * Closes At
             * @description Until when members answer; what they answered is shown all at once then. Null: until it is closed by a date given later; shown five answers at a time
             */
            closes_at?: string | null;
            /** Form */
            form: string;
            /** Version */
            version: number;
        };
        /**
         * FeedbackReminderResponse
         * @description A member who has not answered yet.
         */
        FeedbackReminderResponse: {
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
         * FeedbackResponse
         * @description The form that is open for a class and how many have answered it.
         */
        FeedbackResponse: {
            /** Answered */
            answered: number;
            /** Closes At */
            closes_at: string | null;
            form: components["schemas"]["FeedbackFormResponse"];
            /**
             * Has Answered
             * @description Whether the viewer has; null for who is no member
             */
            has_answered: boolean | null;
            /** Members */
            members: number;
            /**
             * Open
             * @description Whether members can still answer
             */
            open: boolean;
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
        };
        /**
         * FeedbackStatisticsResponse
         * @description What a class answered together.
         */
        FeedbackStatisticsResponse: {
            /** Answers */
            answers: number;
            /** Form */
            form: string;
            /** @description What becomes of those; null where all are shown */
            note: components["schemas"]["Words"] | null;
            /** Questions */
            questions: components["schemas"]["QuestionStatisticsResponse"][];
            /**
             * Shown
             * @description On how many of them the statistics rest
             */
            shown: number;
            /** Version */
            version: number;
            /**
             * Waiting
             * @description How many are not shown: too few of them, or the form is open until its date
             */
            waiting: number;
            /**
             * Withheld
             * @description Nobody is shown any: fewer than 5 answers, or a form with a date that is open yet
             */
            withheld: boolean;
        };
        /**
         * FeedbackThanksResponse
         * @description That the answer was kept, and nothing by which it could be found again.
         */
        FeedbackThanksResponse: {
            /** Has Answered */
            has_answered: boolean;
        };
        /**
         * FileResponse
         * @description A file that was handed in. `sha256` is that of its content, in hexadecimal.
         */
        FileResponse: {
            /**
             * File Id
             * Format: uuid
             */
            file_id: string;
            /** Media Type */
            media_type: string;
            /** Name */
            name: string;
            /** Person Id */
            person_id: string | null;
            /** School Id */
            school_id: string | null;
            /** Sha256 */
            sha256: string;
            /**
             * Size
             * @description Bytes
             */
            size: number;
            /**
             * Stored At
             * Format: date-time
             */
            stored_at: string;
        };
        /**
         * FinalisationResponse
         * @description What this call did.
         */
        FinalisationResponse: {
            /**
             * Finalised
             * @description New outcomes by status; each was published
             */
            finalised: {
                [key: string]: number;
            };
            /**
             * Finalised Before
             * @description Members who had an outcome already
             */
            finalised_before: number;
            /**
             * Open
             * @description Members left for a later call, by status; APPEAL_OPEN: an appeal of theirs is to be decided first
             */
            open: {
                [key: string]: number;
            };
        };
        /**
         * FlagDecisionRequest
         * @description CLEARED: it is no double. CONFIRMED: it is one, and the claim is returned or corrected by who reviews it.
         */
        FlagDecisionRequest: {
            /** Reason */
            reason: string;
            /**
             * State
             * @enum {string}
             */
            state: "CLEARED" | "CONFIRMED";
        };
        /**
         * FormResponse
         * @description What a form says.
         */
        FormResponse: {
            /** Author Order */
            author_order: number | null;
            /** Authors */
            authors: number | null;
            /** Category */
            category: string;
            /** Characters */
            characters: number | null;
            /** Grade */
            grade: string | null;
            /**
             * Held From
             * Format: date
             */
            held_from: string;
            /**
             * Held To
             * Format: date
             */
            held_to: string;
            /** Hours */
            hours: string | null;
            /** Issued By */
            issued_by: string | null;
            /** Level */
            level: string;
            /** Minutes */
            minutes: number | null;
            /** Mode */
            mode: string;
            /** Months */
            months: number | null;
            /** Nature */
            nature: string;
            /** Organised By Admin */
            organised_by_admin: boolean;
            /** Role */
            role: string;
            /** Tags */
            tags: string[];
            /** Title */
            title: string;
        };
        /**
         * GateResponse
         * @description What must hold besides good marks; which of the other fields it has depends on its kind.
         */
        GateResponse: {
            /** Blocks */
            blocks?: boolean | null;
            /** Clause */
            clause?: string | null;
            /** Component */
            component?: string | null;
            /** From Score */
            from_score?: string | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "ATTENDANCE" | "MUST_PASS" | "DEFENCE" | "SUBMISSION" | "DOCUMENTS" | "FEEDBACK";
            /** Works */
            works?: string[] | null;
        };
        /**
         * GoalRequest
         * @description `teacher_id` is needed of the school alone: a teacher hands in the own.
         */
        GoalRequest: {
            /**
             * Every
             * @description For a semester, year or cycle, where the pack does not ask for it; a year when absent
             */
            every?: ("semester" | "year" | "cycle") | null;
            /** File Ids */
            file_ids?: string[];
            /**
             * For Day
             * @description A day of the period that it is for; today when absent
             */
            for_day?: string | null;
            /**
             * Kind
             * @description DEVELOPMENT_GOAL, PERSONAL_PLAN, or what the pack asks
             */
            kind: string;
            /** Teacher Id */
            teacher_id?: string | null;
            /** Title */
            title: string;
            /** Words */
            words: string;
        };
        /** GoalResponse */
        GoalResponse: {
            /** Every */
            every: string;
            /** File Ids */
            file_ids: string[];
            /**
             * First Day
             * Format: date
             */
            first_day: string;
            /**
             * Goal Id
             * Format: uuid
             */
            goal_id: string;
            /** Kind */
            kind: string;
            /**
             * Last Day
             * Format: date
             */
            last_day: string;
            /**
             * Record Id
             * @description What the pack counts; null before it is accepted or where it asks none
             */
            record_id: string | null;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /**
             * State
             * @enum {string}
             */
            state: "SUBMITTED" | "ACCEPTED" | "RETURNED" | "WITHDRAWN";
            /** Steps */
            steps: components["schemas"]["GoalStepResponse"][];
            /**
             * Submitted On
             * Format: date
             * @description The day by which packs look at it
             */
            submitted_on: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /** Title */
            title: string;
            /** Words */
            words: string;
        };
        /** GoalReviewRequest */
        GoalReviewRequest: {
            /** Accepted */
            accepted: boolean;
            /** Reason */
            reason: string;
        };
        /** GoalStepResponse */
        GoalStepResponse: {
            /**
             * Content
             * @description The version that was handed in; empty of decisions
             */
            content: {
                [key: string]: unknown;
            };
            /**
             * Done At
             * Format: date-time
             */
            done_at: string;
            /**
             * Done By
             * Format: uuid
             */
            done_by: string;
            /** Reason */
            reason: string | null;
            /** Step */
            step: string;
        };
        /** GoalSummaryResponse */
        GoalSummaryResponse: {
            /** Every */
            every: string;
            /**
             * First Day
             * Format: date
             */
            first_day: string;
            /**
             * Goal Id
             * Format: uuid
             */
            goal_id: string;
            /** Kind */
            kind: string;
            /**
             * Last Day
             * Format: date
             */
            last_day: string;
            /**
             * Record Id
             * @description What the pack counts; null before it is accepted or where it asks none
             */
            record_id: string | null;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /**
             * State
             * @enum {string}
             */
            state: "SUBMITTED" | "ACCEPTED" | "RETURNED" | "WITHDRAWN";
            /**
             * Submitted On
             * Format: date
             * @description The day by which packs look at it
             */
            submitted_on: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /** Title */
            title: string;
        };
        /**
         * GoalVersionRequest
         * @description A better version.
         */
        GoalVersionRequest: {
            /** File Ids */
            file_ids?: string[];
            /** Title */
            title: string;
            /** Words */
            words: string;
        };
        /** GoalWithdrawalRequest */
        GoalWithdrawalRequest: {
            /** Reason */
            reason: string;
        };
        /**
         * HandOverRequest
         * @description To whom the binder is given; it is theirs once they have accepted it.
         */
        HandOverRequest: {
            /** Note */
            note: string;
            /**
             * To Account Id
             * Format: uuid
             */
            to_account_id: string;
            /** To Name */
            to_name: string;
        };
        /** HandOverResponse */
        HandOverResponse: {
            /**
             * From Account Id
             * Format: uuid
             */
            from_account_id: string;
            /** From Name */
            from_name: string;
            /**
             * Given At
             * Format: date-time
             */
            given_at: string;
            /**
             * Given By
             * Format: uuid
             */
            given_by: string;
            /**
             * Hand Over Id
             * Format: uuid
             */
            hand_over_id: string;
            /** Note */
            note: string;
            /** Reason */
            reason: string | null;
            /** Settled At */
            settled_at: string | null;
            /** Settled By */
            settled_by: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "GIVEN" | "ACCEPTED" | "TAKEN_BACK";
            /**
             * To Account Id
             * Format: uuid
             */
            to_account_id: string;
            /** To Name */
            to_name: string;
        };
        /**
         * ItemProblem
         * @description Why one item was refused, by the same stable types as problem documents.
         */
        ItemProblem: {
            /** Title */
            title: string;
            /** Type */
            type: string;
        };
        /**
         * ItemResponse
         * @description What became of one item of the request.
         */
        ItemResponse: {
            /** Component */
            component?: string | null;
            problem?: components["schemas"]["ItemProblem"] | null;
            /**
             * Result
             * @enum {string}
             */
            result: "RECORDED" | "UNCHANGED" | "CERTIFIED" | "CONFIRMED" | "OPENED" | "REFUSED";
            /**
             * Revision
             * @description The revision that was published, where one was
             */
            revision?: number | null;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /**
         * ItemsResponse
         * @description One answer per item, in the order of the request.
         */
        ItemsResponse: {
            /** Items */
            items: components["schemas"]["ItemResponse"][];
        };
        /** LevelBody */
        LevelBody: {
            /** Code */
            code: string;
            label: components["schemas"]["Bilingual"];
            /**
             * Points
             * @description A decimal of at most 4 places, as text
             */
            points: string;
        };
        /** LevelResponse */
        LevelResponse: {
            /** Code */
            code: string;
            label: components["schemas"]["Words"];
            /** Points */
            points: string;
        };
        /**
         * MadePaperResponse
         * @description A table that the system makes; it lies in the archive. `reference` is where it is found signed.
         */
        MadePaperResponse: {
            /** Code */
            code: string;
            label: components["schemas"]["Words"];
            /** Name */
            name: string;
            /** Reference */
            reference: string | null;
            /** Size */
            size: number;
        };
        /** ModerationItem */
        ModerationItem: {
            /** Component */
            component: string;
            /**
             * Score
             * @description What the component counts, from 0 to its maximum; null: its raw marks again
             */
            score: string | null;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /** ModerationRequest */
        ModerationRequest: {
            /** Items */
            items: components["schemas"]["ModerationItem"][];
            /** Reason */
            reason: string;
        };
        /**
         * ModerationResponse
         * @description An act of moderation: what a component counts beside its raw marks, null: its raw marks again.
         */
        ModerationResponse: {
            /** Attempt */
            attempt: number;
            /** Component */
            component: string;
            /**
             * Moderated At
             * Format: date-time
             */
            moderated_at: string;
            /**
             * Moderated By
             * Format: uuid
             */
            moderated_by: string;
            /**
             * Override Id
             * Format: uuid
             */
            override_id: string;
            /** Reason */
            reason: string;
            /** Score */
            score: string | null;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /**
         * MustPassGateBody
         * @description One component must reach a score (of 100) by itself.
         */
        MustPassGateBody: {
            /** Component */
            component: string;
            /**
             * From Score
             * @description A decimal of at most 4 places, as text
             */
            from_score: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "MUST_PASS";
        };
        /**
         * NamedResponse
         * @description What the clause names by this code.
         */
        NamedResponse: {
            /** Code */
            code: string;
            label: components["schemas"]["Words"];
        };
        /**
         * OutcomeResponse
         * @description The result of one teacher in a class, or of a claim, as last finalised or confirmed.
         */
        OutcomeResponse: {
            /** Claim Id */
            claim_id: string | null;
            /** Class Id */
            class_id: string | null;
            /** Credits */
            credits: string;
            /** Explanation */
            explanation: components["schemas"]["Words"][];
            /**
             * Finalised At
             * Format: date-time
             */
            finalised_at: string;
            /** Grade */
            grade: string | null;
            /** Hours */
            hours: string;
            /** Lines */
            lines: components["schemas"]["AwardResponse"][];
            /**
             * Outcome Id
             * Format: uuid
             */
            outcome_id: string;
            /** Pack Hash */
            pack_hash: string | null;
            /**
             * Pack Id
             * @description The pack that valued it; null where none governed the member
             */
            pack_id: string | null;
            /** Revision */
            revision: number;
            /**
             * School Id
             * Format: uuid
             * @description The school at the time it was earned
             */
            school_id: string;
            /** Score */
            score: string | null;
            /**
             * Status
             * @description PASSED, FAILED, ATTENDANCE_NOT_MET or WITHDRAWN
             */
            status: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /** Title */
            title: string;
        };
        /** PackSlotResponse */
        PackSlotResponse: {
            /** Clause Id */
            clause_id: string;
            /** Code */
            code: string;
            /** Counted */
            counted: string;
            /**
             * Due On
             * Format: date
             */
            due_on: string;
            /**
             * First
             * Format: date
             */
            first: string;
            /**
             * Kind
             * @description count, duty or evidence
             */
            kind: string;
            /** Lack */
            lack: string;
            /**
             * Last
             * Format: date
             * @description The last day on which it can be done
             */
            last: string;
            /**
             * Make Up Until
             * @description Until when what lacks can still be done; null where it cannot
             */
            make_up_until: string | null;
            /**
             * Of Unit
             * @description The team or pair; null of a teacher and of the school itself
             */
            of_unit: string | null;
            /** Pack Id */
            pack_id: string;
            /**
             * Period
             * @description The semester or year; null for the cycle
             */
            period: string | null;
            /**
             * Record Ids
             * @description What filled it
             */
            record_ids: string[];
            /**
             * Required
             * @description Null where the pack's number is lost
             */
            required: string | null;
            /**
             * Severity
             * @description mandatory or advisory
             */
            severity: string;
            /** @description Which week, month or third, or what asks for it; empty where it is the period */
            slot: components["schemas"]["Words"];
            /**
             * State
             * @description OPEN until its last day is over; MISSED is made up for by nothing done later
             * @enum {string}
             */
            state: "MET" | "OPEN" | "MISSED" | "BROKEN" | "UNDETERMINED";
            thing: components["schemas"]["Words"];
            title: components["schemas"]["Words"];
            unit: components["schemas"]["Words"];
        };
        /** Page[ActivityResponse] */
        Page_ActivityResponse_: {
            /** Items */
            items: components["schemas"]["ActivityResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[AppealResponse] */
        Page_AppealResponse_: {
            /** Items */
            items: components["schemas"]["AppealResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[AssessorResponse] */
        Page_AssessorResponse_: {
            /** Items */
            items: components["schemas"]["AssessorResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[BinderSummaryResponse] */
        Page_BinderSummaryResponse_: {
            /** Items */
            items: components["schemas"]["BinderSummaryResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[CaseSummaryResponse] */
        Page_CaseSummaryResponse_: {
            /** Items */
            items: components["schemas"]["CaseSummaryResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[ClaimFlagResponse] */
        Page_ClaimFlagResponse_: {
            /** Items */
            items: components["schemas"]["ClaimFlagResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[ClaimResponse] */
        Page_ClaimResponse_: {
            /** Items */
            items: components["schemas"]["ClaimResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[DefenceResponse] */
        Page_DefenceResponse_: {
            /** Items */
            items: components["schemas"]["DefenceResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[DutyResponse] */
        Page_DutyResponse_: {
            /** Items */
            items: components["schemas"]["DutyResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[FeedbackReminderResponse] */
        Page_FeedbackReminderResponse_: {
            /** Items */
            items: components["schemas"]["FeedbackReminderResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[GoalSummaryResponse] */
        Page_GoalSummaryResponse_: {
            /** Items */
            items: components["schemas"]["GoalSummaryResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[ModerationResponse] */
        Page_ModerationResponse_: {
            /** Items */
            items: components["schemas"]["ModerationResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[OutcomeResponse] */
        Page_OutcomeResponse_: {
            /** Items */
            items: components["schemas"]["OutcomeResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[PairEntryResponse] */
        Page_PairEntryResponse_: {
            /** Items */
            items: components["schemas"]["PairEntryResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[PairSummaryResponse] */
        Page_PairSummaryResponse_: {
            /** Items */
            items: components["schemas"]["PairSummaryResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[RecordResponse] */
        Page_RecordResponse_: {
            /** Items */
            items: components["schemas"]["RecordResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[ReleaseActResponse] */
        Page_ReleaseActResponse_: {
            /** Items */
            items: components["schemas"]["ReleaseActResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[ResitResponse] */
        Page_ResitResponse_: {
            /** Items */
            items: components["schemas"]["ResitResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[ResultResponse] */
        Page_ResultResponse_: {
            /** Items */
            items: components["schemas"]["ResultResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[RevisionResponse] */
        Page_RevisionResponse_: {
            /** Items */
            items: components["schemas"]["RevisionResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[ScoreResponse] */
        Page_ScoreResponse_: {
            /** Items */
            items: components["schemas"]["ScoreResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[SubmissionResponse] */
        Page_SubmissionResponse_: {
            /** Items */
            items: components["schemas"]["SubmissionResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** PairActResponse */
        PairActResponse: {
            /** Act */
            act: string;
            /** Content */
            content: {
                [key: string]: unknown;
            };
            /**
             * Done At
             * Format: date-time
             */
            done_at: string;
            /**
             * Done By
             * Format: uuid
             */
            done_by: string;
            /** Words */
            words: string;
        };
        /** PairAwardRequest */
        PairAwardRequest: {
            /** Reason */
            reason: string;
        };
        /** PairEndRequest */
        PairEndRequest: {
            /**
             * Ends On
             * Format: date
             */
            ends_on: string;
            /** Reason */
            reason: string;
        };
        /**
         * PairEntriesRequest
         * @description Logged as a whole or not at all.
         */
        PairEntriesRequest: {
            /** Entries */
            entries: components["schemas"]["PairEntryRequest"][];
        };
        /**
         * PairEntriesResponse
         * @description The entries in the order of the request.
         */
        PairEntriesResponse: {
            /** Items */
            items: components["schemas"]["PairEntryResponse"][];
        };
        /**
         * PairEntryRequest
         * @description One lesson heard, discussion, article, guidance; or the agreement, the plan.
         */
        PairEntryRequest: {
            /** File Ids */
            file_ids?: string[];
            /**
             * Kind
             * @description What the pack asks of pairs, or MENTOR_AGREEMENT, MENTOR_PLAN
             */
            kind: string;
            /**
             * On
             * Format: date
             */
            on: string;
            /**
             * Role
             * @description MENTOR or MENTEE: of a lesson, who listened
             */
            role?: string | null;
            /** Title */
            title: string;
            /** Words */
            words?: string | null;
        };
        /** PairEntryResponse */
        PairEntryResponse: {
            /**
             * Entry Id
             * Format: uuid
             */
            entry_id: string;
            /** File Ids */
            file_ids: string[];
            /** Kind */
            kind: string;
            /**
             * Logged At
             * Format: date-time
             */
            logged_at: string;
            /**
             * Logged By
             * Format: uuid
             */
            logged_by: string;
            /**
             * On
             * Format: date
             */
            on: string;
            /**
             * Record Id
             * @description What the pack counts; null where it asks for no such thing
             */
            record_id: string | null;
            /** Role */
            role: string;
            /** Title */
            title: string;
            /** Withdrawal Reason */
            withdrawal_reason: string | null;
            /** Withdrawn At */
            withdrawn_at: string | null;
            /** Words */
            words: string;
        };
        /** PairEvaluationRequest */
        PairEvaluationRequest: {
            /** Passed */
            passed: boolean;
            /** @description Where it passed: both begin their recognition form here; null begins none */
            place?: components["schemas"]["PairPlaceRequest"] | null;
            /**
             * Propose Award
             * @description Propose the pair as an excellent one; people select
             * @default false
             */
            propose_award: boolean;
            /** Words */
            words: string;
        };
        /**
         * PairPlaceRequest
         * @description Where in the pack's dimensions the recognition of both stands.
         */
        PairPlaceRequest: {
            /** Category */
            category: string;
            /** Level */
            level: string;
            /** Mode */
            mode: string;
            /** Nature */
            nature: string;
            /** Tags */
            tags?: string[];
        };
        /**
         * PairRequest
         * @description `school_id` is needed of the district alone.
         */
        PairRequest: {
            /**
             * Ends On
             * Format: date
             */
            ends_on: string;
            /**
             * Mentee Id
             * Format: uuid
             */
            mentee_id: string;
            /**
             * Mentor Id
             * Format: uuid
             */
            mentor_id: string;
            /**
             * Name
             * @description By which clauses, records and binders name the pair
             */
            name: string;
            /** School Id */
            school_id?: string | null;
            /**
             * Starts On
             * Format: date
             */
            starts_on: string;
        };
        /**
         * PairResponse
         * @description A pair with every decision, and what its pack asks of it in the slots that have begun.
         */
        PairResponse: {
            /** Acts */
            acts: components["schemas"]["PairActResponse"][];
            /**
             * Asked
             * @description How many things were asked so far
             */
            asked: number;
            /** Award Proposed */
            award_proposed: boolean;
            /** Awarded On */
            awarded_on: string | null;
            /**
             * Ends On
             * Format: date
             */
            ends_on: string;
            /**
             * Mentee Id
             * Format: uuid
             */
            mentee_id: string;
            /**
             * Mentor Id
             * Format: uuid
             */
            mentor_id: string;
            /** Met */
            met: number;
            /** Name */
            name: string;
            /**
             * Pair Id
             * Format: uuid
             */
            pair_id: string;
            /**
             * Passed
             * @description Null before the evaluation
             */
            passed: boolean | null;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /**
             * Slots
             * @description Every one of them, met or not
             */
            slots: components["schemas"]["SlotResponse"][];
            /**
             * Starts On
             * Format: date
             */
            starts_on: string;
            /**
             * State
             * @enum {string}
             */
            state: "RUNNING" | "EVALUATED" | "WITHDRAWN";
        };
        /**
         * PairSummaryResponse
         * @description A pair without what was done in it. Its id is that of the unit of its school, too.
         */
        PairSummaryResponse: {
            /** Award Proposed */
            award_proposed: boolean;
            /** Awarded On */
            awarded_on: string | null;
            /**
             * Ends On
             * Format: date
             */
            ends_on: string;
            /**
             * Mentee Id
             * Format: uuid
             */
            mentee_id: string;
            /**
             * Mentor Id
             * Format: uuid
             */
            mentor_id: string;
            /** Name */
            name: string;
            /**
             * Pair Id
             * Format: uuid
             */
            pair_id: string;
            /**
             * Passed
             * @description Null before the evaluation
             */
            passed: boolean | null;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /**
             * Starts On
             * Format: date
             */
            starts_on: string;
            /**
             * State
             * @enum {string}
             */
            state: "RUNNING" | "EVALUATED" | "WITHDRAWN";
        };
        /** PairWithdrawalRequest */
        PairWithdrawalRequest: {
            /** Reason */
            reason: string;
        };
        /**
         * PanelMember
         * @description Who sat on the panel; of a teacher of the district the id too.
         */
        PanelMember: {
            /** Name */
            name: string;
            /** Person Id */
            person_id?: string | null;
        };
        /** PanelMemberResponse */
        PanelMemberResponse: {
            /** Name */
            name: string;
            /** Person Id */
            person_id: string | null;
        };
        /**
         * PaperRequest
         * @description One document of a form.
         */
        PaperRequest: {
            /**
             * Code
             * @description What it is, by the code that tariffs ask for
             */
            code: string;
            /**
             * File Id
             * @description A file handed in before
             */
            file_id?: string | null;
            /**
             * Note
             * @default
             */
            note: string | "";
        };
        /** PaperResponse */
        PaperResponse: {
            /** Code */
            code: string;
            /** File Id */
            file_id: string | null;
            /** Note */
            note: string;
        };
        /**
         * ParticipantResponse
         * @description Somebody's part, and the form that it filled.
         */
        ParticipantResponse: {
            /** Claim Id */
            claim_id: string | null;
            /**
             * Clause Id
             * @description The clause by which it is filed
             */
            clause_id: string | null;
            /**
             * Kinds
             * @description The forms of the part: one of them is filed; empty where nothing is credited
             */
            kinds: string[];
            /**
             * Removed At
             * @description When a correction took the person out
             */
            removed_at: string | null;
            /** Role */
            role: string;
            /**
             * School Id
             * Format: uuid
             * @description The school on the day
             */
            school_id: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /**
         * PeerProposalResponse
         * @description For every member, in the order of the ring: a body of `post_assessors` once the kind is added.
         */
        PeerProposalResponse: {
            /** Component */
            component: string;
            /** Items */
            items: components["schemas"]["PeersResponse"][];
        };
        /**
         * PeersResponse
         * @description Whom one member might mark.
         */
        PeersResponse: {
            /**
             * Person Id
             * Format: uuid
             */
            person_id: string;
            /** Teacher Ids */
            teacher_ids: string[];
        };
        /** PendingScoresRequest */
        PendingScoresRequest: {
            /**
             * Assessor Id
             * @description On behalf of this named assessor (person or account), by who manages the class
             */
            assessor_id?: string | null;
            /** Items */
            items: components["schemas"]["ScoreItem"][];
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
         * ProposedResponse
         * @description One side of a pending revision.
         */
        ProposedResponse: {
            /** Credits */
            credits: string;
            /** Explanation */
            explanation: components["schemas"]["Words"][];
            /** Grade */
            grade: string | null;
            /** Hours */
            hours: string;
            /** Lines */
            lines: components["schemas"]["AwardResponse"][];
            /** Score */
            score: string | null;
            /** Status */
            status: string;
        };
        /**
         * PublishedFormResponse
         * @description One version of a form, with who published it and why.
         */
        PublishedFormResponse: {
            /** Code */
            code: string;
            /**
             * Published At
             * Format: date-time
             */
            published_at: string;
            /**
             * Published By
             * Format: uuid
             */
            published_by: string;
            /** Questions */
            questions: components["schemas"]["QuestionResponse"][];
            /** Reason */
            reason: string;
            title: components["schemas"]["Words"];
            /** Version */
            version: number;
        };
        /**
         * PublishedSchemeResponse
         * @description A version as the district has it, in full.
         */
        PublishedSchemeResponse: {
            /**
             * Classes
             * @description Classes that are assessed by this version
             */
            classes: number;
            /**
             * Published At
             * @description Of a shipped one: when it was first used here
             */
            published_at: string | null;
            /**
             * Published By
             * @description Null of a shipped one
             */
            published_by: string | null;
            /** Reason */
            reason: string | null;
            /**
             * Retired At
             * @description From then on no class can choose it; who uses it keeps it
             */
            retired_at: string | null;
            /** Retired By */
            retired_by: string | null;
            /** Retirement Reason */
            retirement_reason: string | null;
            scheme: components["schemas"]["SchemeResponse"];
            /**
             * Shipped
             * @description It comes with the system
             */
            shipped: boolean;
        };
        /**
         * QuestionItem
         * @description SCALE: a whole number from 1 to `highest`. CHOICE: one of `choices`. TEXT: free words.
         */
        QuestionItem: {
            /**
             * Choices
             * @default []
             */
            choices: components["schemas"]["ChoiceItem"][];
            /** Code */
            code: string;
            /**
             * Highest
             * @default 5
             */
            highest: number;
            kind: components["schemas"]["QuestionKind"];
            label: components["schemas"]["Bilingual"];
            /**
             * Required
             * @default true
             */
            required: boolean;
        };
        /**
         * QuestionKind
         * @description SCALE: a whole number from 1 to `highest`. CHOICE: one of `choices`. TEXT: free words.
         * @enum {string}
         */
        QuestionKind: "SCALE" | "CHOICE" | "TEXT";
        /**
         * QuestionResponse
         * @description One line of a form.
         */
        QuestionResponse: {
            /** Choices */
            choices: components["schemas"]["ChoiceResponse"][];
            /** Code */
            code: string;
            /**
             * Highest
             * @description Of a SCALE: its highest point
             */
            highest: number;
            kind: components["schemas"]["QuestionKind"];
            label: components["schemas"]["Words"];
            /** Required */
            required: boolean;
        };
        /**
         * QuestionStatisticsResponse
         * @description One question's answers together.
         */
        QuestionStatisticsResponse: {
            /** Answered */
            answered: number;
            /** Code */
            code: string;
            /**
             * Counts
             * @description Of a SCALE by point, of a CHOICE by code
             */
            counts: {
                [key: string]: number;
            };
            kind: components["schemas"]["QuestionKind"];
            label: components["schemas"]["Words"];
            /**
             * Mean
             * @description Of a SCALE, to four places
             */
            mean: string | null;
            /**
             * Texts
             * @description In no order of time
             */
            texts: string[];
        };
        /**
         * QuotaProposalResponse
         * @description A proposal and no decision: nothing is kept of it.
         */
        QuotaProposalResponse: {
            /**
             * Counted
             * @description Of how many the share was taken
             */
            counted: number;
            /**
             * Left
             * @description How many of the tied fit
             */
            left: number;
            /**
             * Places
             * @description Rounded down
             */
            places: number;
            /**
             * Tied
             * @description Of one score, of whom not all fit: a person decides
             */
            tied: components["schemas"]["CandidateResponse"][];
            /**
             * Within
             * @description The best by score, who fit whatever is decided
             */
            within: components["schemas"]["CandidateResponse"][];
        };
        /**
         * RecordRequest
         * @description One thing done, held or kept. It is a teacher's, or a school's with, if wanted, one of its units.
         */
        RecordRequest: {
            /**
             * Amount
             * @description Pieces, characters, pages: what the kind is counted in
             * @default 1
             */
            amount: string;
            /**
             * Class Id
             * @description The class that it belongs to
             */
            class_id?: string | null;
            /**
             * Event
             * @description What records of several people have in common
             */
            event?: string | null;
            /**
             * Kind
             * @description A fact of the pack in force on the day
             */
            kind: string;
            /** Level */
            level?: string | null;
            /**
             * On
             * Format: date
             */
            on: string;
            /** Result */
            result?: string | null;
            /** Role */
            role?: string | null;
            /**
             * School Id
             * @description Only where it is not a teacher's
             */
            school_id?: string | null;
            /** Tags */
            tags?: string[];
            /** Teacher Id */
            teacher_id?: string | null;
            /** Title */
            title: string;
            /**
             * Unit
             * @description Team or pair within the school, by its name
             */
            unit?: string | null;
        };
        /**
         * RecordResponse
         * @description A record as it stands; a retracted one counts for nothing any more.
         */
        RecordResponse: {
            /** Amount */
            amount: string;
            /** Class Id */
            class_id: string | null;
            /** Event */
            event: string | null;
            /** Kind */
            kind: string;
            /** Level */
            level: string;
            /**
             * On
             * Format: date
             */
            on: string;
            /**
             * Record Id
             * Format: uuid
             */
            record_id: string;
            /**
             * Recorded At
             * Format: date-time
             */
            recorded_at: string;
            /** Result */
            result: string;
            /** Retracted At */
            retracted_at: string | null;
            /** Retraction Reason */
            retraction_reason: string | null;
            /** Revision */
            revision: number;
            /** Role */
            role: string;
            /**
             * School Id
             * Format: uuid
             * @description Of a teacher's record the school on that day
             */
            school_id: string;
            /** Tags */
            tags: string[];
            /** Teacher Id */
            teacher_id: string | null;
            /** Title */
            title: string;
            /** Unit */
            unit: string | null;
        };
        /**
         * RecordsRequest
         * @description Entered as a whole or not at all.
         */
        RecordsRequest: {
            /** Records */
            records: components["schemas"]["RecordRequest"][];
        };
        /**
         * RecordsResponse
         * @description The records in the order of the request.
         */
        RecordsResponse: {
            /** Items */
            items: components["schemas"]["RecordResponse"][];
        };
        /**
         * RefusalResponse
         * @description Why the pack does not recognise it as it stands, in its own words.
         */
        RefusalResponse: {
            /** Clause Id */
            clause_id: string | null;
            /**
             * Documents
             * @description Documents that must be handed in first
             */
            documents: string[];
            /**
             * Missing
             * @description Facts that nobody has stated
             */
            missing: string[];
            reason: components["schemas"]["Words"];
        };
        /**
         * ReleaseActResponse
         * @description An act of release or, with its reason, of taking back.
         */
        ReleaseActResponse: {
            /**
             * Act Id
             * Format: uuid
             */
            act_id: string;
            /**
             * Acted At
             * Format: date-time
             */
            acted_at: string;
            /**
             * Acted By
             * Format: uuid
             */
            acted_by: string;
            /** Appeal Until */
            appeal_until: string | null;
            /** Component */
            component: string | null;
            /** Reason */
            reason: string | null;
            /** Withdrawn */
            withdrawn: boolean;
        };
        /** ReleaseRequest */
        ReleaseRequest: {
            /**
             * Appeal Days
             * @description For how many days from now members may appeal
             * @default 7
             */
            appeal_days: number;
            /**
             * Components
             * @default []
             */
            components: string[];
            /** Reason */
            reason?: string | null;
            /**
             * Result
             * @description The result as a whole
             * @default false
             */
            result: boolean;
        };
        /**
         * ReleaseStateResponse
         * @description A component, or (null) the result as a whole, and since when members see it.
         */
        ReleaseStateResponse: {
            /**
             * Appeal Until
             * @description Until when members may appeal against it
             */
            appeal_until: string | null;
            /** Component */
            component: string | null;
            /** Reason */
            reason: string | null;
            /** Released */
            released: boolean;
            /** Released At */
            released_at: string | null;
            /** Released By */
            released_by: string | null;
        };
        /** ReleaseWithdrawalRequest */
        ReleaseWithdrawalRequest: {
            /**
             * Components
             * @default []
             */
            components: string[];
            /** Reason */
            reason: string;
            /**
             * Result
             * @description The result as a whole
             * @default false
             */
            result: boolean;
        };
        /**
         * ReleasesResponse
         * @description The result first, then the components in the order of the scheme.
         */
        ReleasesResponse: {
            /** Items */
            items: components["schemas"]["ReleaseStateResponse"][];
        };
        /**
         * RescoredResponse
         * @description A member who would change.
         */
        RescoredResponse: {
            after: components["schemas"]["RescoredSideResponse"];
            before: components["schemas"]["RescoredSideResponse"];
            /** Credits Difference */
            credits_difference: string;
            /**
             * Finalised
             * @description Then the change waits as a revision to be confirmed
             */
            finalised: boolean;
            /**
             * Hours Difference
             * @description After less before, signed
             */
            hours_difference: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /**
         * RescoredSideResponse
         * @description One member under one version.
         */
        RescoredSideResponse: {
            /** Credits */
            credits: string;
            /** Grade */
            grade: string | null;
            /** Hours */
            hours: string;
            /** Score */
            score: string | null;
            /** Status */
            status: string;
        };
        /**
         * RescoringPreviewResponse
         * @description Who would change; the hash binds everything that was looked at.
         */
        RescoringPreviewResponse: {
            /** Changed */
            changed: number;
            /**
             * Changes
             * @description In the order of the teachers' ids
             */
            changes: components["schemas"]["RescoredResponse"][];
            /** Credits Difference */
            credits_difference: string;
            /** From Scheme */
            from_scheme: string;
            /** From Version */
            from_version: number;
            /** Hash */
            hash: string;
            /** Hours Difference */
            hours_difference: string;
            /** Members */
            members: number;
            /** To Scheme */
            to_scheme: string;
            /** To Version */
            to_version: number;
        };
        /** RescoringRequest */
        RescoringRequest: {
            /**
             * Preview Hash
             * @description `hash` of the preview that was looked at
             */
            preview_hash: string;
            /** Reason */
            reason: string;
            /** Scheme */
            scheme: string;
            /** Version */
            version: number;
        };
        /**
         * RescoringResponse
         * @description A class scored anew, with who and why.
         */
        RescoringResponse: {
            /**
             * Applied At
             * Format: date-time
             */
            applied_at: string;
            /**
             * Applied By
             * Format: uuid
             */
            applied_by: string;
            /** Changed */
            changed: number;
            /** From Code */
            from_code: string;
            /** From Version */
            from_version: number;
            /** Preview Hash */
            preview_hash: string;
            /** Reason */
            reason: string;
            /**
             * Rescoring Id
             * Format: uuid
             */
            rescoring_id: string;
            /** To Code */
            to_code: string;
            /** To Version */
            to_version: number;
        };
        /**
         * RescoringsResponse
         * @description In the order in which they were applied.
         */
        RescoringsResponse: {
            /** Items */
            items: components["schemas"]["RescoringResponse"][];
        };
        /** ResitItem */
        ResitItem: {
            /** Component */
            component: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /**
         * ResitResponse
         * @description An attempt beyond the first, with who opened it and why.
         */
        ResitResponse: {
            /** Attempt */
            attempt: number;
            /** Component */
            component: string;
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
            /** Reason */
            reason: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /** ResitsRequest */
        ResitsRequest: {
            /** Items */
            items: components["schemas"]["ResitItem"][];
            /** Reason */
            reason: string;
        };
        /**
         * ResultResponse
         * @description Where one member stands now, and what it would be worth if finalised now.
         */
        ResultResponse: {
            /**
             * Components
             * @description Those that the viewer is shown
             */
            components: components["schemas"]["ComponentResultResponse"][];
            /** Credits */
            credits: string;
            /** Explanation */
            explanation: components["schemas"]["Words"][];
            /** Grade */
            grade: string | null;
            /** Hours */
            hours: string;
            /** Lines */
            lines: components["schemas"]["AwardResponse"][];
            /**
             * Released
             * @description Whether the viewer is shown the result as a whole
             */
            released: boolean;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /** Score */
            score: string | null;
            /** Stages */
            stages: components["schemas"]["StageResultResponse"][];
            /**
             * Status
             * @description IN_PROGRESS, AWAITING_POST, AWAITING_CERTIFICATION, UNDETERMINED (the pack lacks a number), PASSED, FAILED, ATTENDANCE_NOT_MET or AWAITING_RELEASE (not shown to the viewer yet)
             */
            status: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /** RetirementRequest */
        RetirementRequest: {
            /** Reason */
            reason: string;
        };
        /** RetractionRequest */
        RetractionRequest: {
            /** Reason */
            reason: string;
        };
        /** ReturnRequest */
        ReturnRequest: {
            /** Reason */
            reason: string;
        };
        /** RevisionConfirmationRequest */
        RevisionConfirmationRequest: {
            /** Reason */
            reason: string;
            /** Teacher Ids */
            teacher_ids: string[];
        };
        /**
         * RevisionResponse
         * @description What stands, beside what it would be now that its grounds have changed.
         */
        RevisionResponse: {
            /**
             * Cause
             * @description SETTLEMENT, SCORE, MODERATION, RESIT, SUBMISSION, DEFENCE, CERTIFICATION, RESCORING, ENROLMENT or CLASS
             */
            cause: string;
            /**
             * Opened At
             * Format: date-time
             */
            opened_at: string;
            /**
             * Outcome Id
             * Format: uuid
             */
            outcome_id: string;
            proposed: components["schemas"]["ProposedResponse"];
            /**
             * Revision
             * @description The revision that stands
             */
            revision: number;
            stands: components["schemas"]["ProposedResponse"];
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /**
         * RolePaperRequest
         * @description A document for the forms of a role, or of everybody: a file, or a note of where it is kept.
         */
        RolePaperRequest: {
            /**
             * Code
             * @description What it is, as the tariff calls it
             */
            code: string;
            /** File Id */
            file_id?: string | null;
            /** Note */
            note?: string | null;
            /**
             * Role
             * @description Whose forms; null for everybody's
             */
            role?: string | null;
        };
        /** RolePaperResponse */
        RolePaperResponse: {
            /** Code */
            code: string;
            /** File Id */
            file_id: string | null;
            /** Note */
            note: string;
            /** Role */
            role: string | null;
        };
        /**
         * RouteResponse
         * @description A way of school-based study; without roles it is credited to nobody.
         */
        RouteResponse: {
            /** Clause Id */
            clause_id: string;
            /** Code */
            code: string;
            /** En */
            en: string;
            /** Roles */
            roles: components["schemas"]["RouteRoleResponse"][];
            /** Zh */
            zh: string;
        };
        /**
         * RouteRoleResponse
         * @description A role of a route and the forms of which its people file one.
         */
        RouteRoleResponse: {
            /** En */
            en: string;
            /** Kinds */
            kinds: string[];
            /** Role */
            role: string;
            /** Zh */
            zh: string;
        };
        /**
         * RoutesResponse
         * @description The routes of the pack in force on the day.
         */
        RoutesResponse: {
            /** Items */
            items: components["schemas"]["RouteResponse"][];
            /**
             * On
             * Format: date
             */
            on: string;
            /** Pack Id */
            pack_id: string;
        };
        /**
         * SchemeContentRequest
         * @description A scheme as its author states it; it becomes a version.
         */
        SchemeContentRequest: {
            /**
             * Bands
             * @description Grades by overall score, best first; PACK: the names and numbers of the member's pack; none: a pass is PASS
             */
            bands?: components["schemas"]["BandBody"][] | "PACK";
            /** @description Who certifies once everything is passed */
            certifier?: components["schemas"]["Assessor"] | null;
            /** Code */
            code: string;
            /** Gates */
            gates?: (components["schemas"]["AttendanceGateBody"] | components["schemas"]["MustPassGateBody"] | components["schemas"]["DefenceGateBody"] | components["schemas"]["SubmissionGateBody"] | components["schemas"]["DocumentsGateBody"] | components["schemas"]["FeedbackGateBody"])[];
            /**
             * Pass Score
             * @description Of the overall score, 100 at most
             */
            pass_score?: string | null;
            /**
             * Reason
             * @description Why this version is published
             */
            reason: string;
            /**
             * Stage Weights
             * @description PACK: stages have the codes of the pack's and weigh what it says
             * @default OWN
             * @enum {string}
             */
            stage_weights: "OWN" | "PACK";
            /** Stages */
            stages?: components["schemas"]["StageBody"][];
            title: components["schemas"]["Bilingual"];
            /**
             * Works
             * @description What members hand in or defend
             */
            works?: components["schemas"]["WorkBody"][];
        };
        /**
         * SchemeItemResponse
         * @description A version as the district has it, without its content.
         */
        SchemeItemResponse: {
            /**
             * Classes
             * @description Classes that are assessed by this version
             */
            classes: number;
            /** Code */
            code: string;
            /**
             * Published At
             * @description Of a shipped one: when it was first used here
             */
            published_at: string | null;
            /**
             * Published By
             * @description Null of a shipped one
             */
            published_by: string | null;
            /** Reason */
            reason: string | null;
            /**
             * Retired At
             * @description From then on no class can choose it; who uses it keeps it
             */
            retired_at: string | null;
            /** Retired By */
            retired_by: string | null;
            /** Retirement Reason */
            retirement_reason: string | null;
            /**
             * Shipped
             * @description It comes with the system
             */
            shipped: boolean;
            title: components["schemas"]["Words"];
            /** Version */
            version: number;
        };
        /** SchemeRequest */
        SchemeRequest: {
            /**
             * Scheme
             * @description Its code, as in the list of schemes
             */
            scheme: string;
            /**
             * Version
             * @default 1
             */
            version: number;
        };
        /**
         * SchemeResponse
         * @description A version of a scheme, in full.
         */
        SchemeResponse: {
            /**
             * Bands
             * @description Grades by score, best first; without any a pass is PASS
             */
            bands: components["schemas"]["BandResponse"][] | "PACK";
            /** @description Who certifies once everything is passed */
            certifier: components["schemas"]["Assessor"] | null;
            /** Code */
            code: string;
            /** Gates */
            gates: components["schemas"]["GateResponse"][];
            /** Pass Score */
            pass_score: string | null;
            /**
             * Stage Weights
             * @enum {string}
             */
            stage_weights: "OWN" | "PACK";
            /** Stages */
            stages: components["schemas"]["StageResponse"][];
            title: components["schemas"]["Words"];
            /** Version */
            version: number;
            /** Works */
            works: components["schemas"]["services__assessment__schemas__schemes__WorkResponse"][];
        };
        /**
         * SchemesResponse
         * @description Every version, by code, the newest first.
         */
        SchemesResponse: {
            /** Items */
            items: components["schemas"]["SchemeItemResponse"][];
        };
        /**
         * ScoreItem
         * @description A mark of a component, of one criterion of its rubric or of one of its pieces.
         */
        ScoreItem: {
            /** Component */
            component: string;
            /**
             * Criterion
             * @description A criterion or piece; null: the component as a whole
             */
            criterion?: string | null;
            /**
             * Level
             * @description Instead of a score: a level of the criterion
             */
            level?: string | null;
            /**
             * Score
             * @description The raw mark, from 0 to the maximum of what is marked
             */
            score?: string | null;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /**
         * ScoreResponse
         * @description A raw mark as it was given. `assessor_id` is whose it is, `marked_by` the account that entered it.
         */
        ScoreResponse: {
            /**
             * Assessor Id
             * Format: uuid
             */
            assessor_id: string;
            /** Assessor Kind */
            assessor_kind: string | null;
            /** Attempt */
            attempt: number;
            /** Component */
            component: string;
            /** Criterion */
            criterion: string | null;
            /**
             * Marked At
             * Format: date-time
             */
            marked_at: string;
            /**
             * Marked By
             * Format: uuid
             */
            marked_by: string;
            /** Score */
            score: string;
            /**
             * Score Id
             * Format: uuid
             */
            score_id: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /**
         * ScoreSheetResponse
         * @description What became of a score sheet. With any problem nothing of it was recorded.
         */
        ScoreSheetResponse: {
            /** Applied */
            applied: boolean;
            /**
             * Assessor Id
             * @description On whose behalf; null: one's own marks
             */
            assessor_id: string | null;
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /** Dry Run */
            dry_run: boolean;
            /**
             * Errors
             * @description The first 500
             */
            errors: components["schemas"]["SheetProblem"][];
            /** Faults */
            faults: number;
            /**
             * Marks
             * @description Cells that say a mark
             */
            marks: number;
            /**
             * Recorded
             * @description Marks that are new, of a dry run those that would be
             */
            recorded: number;
            /**
             * Rows
             * @description Rows that name a member
             */
            rows: number;
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
            /**
             * Sheet Id
             * Format: uuid
             */
            sheet_id: string;
            /** Unchanged */
            unchanged: number;
        };
        /**
         * ScoresPreviewResponse
         * @description What would become of each mark, and whom all of them would change; the hash binds everything looked at.
         */
        ScoresPreviewResponse: {
            /** Changed */
            changed: number;
            /**
             * Changes
             * @description In the order of the teachers' ids
             */
            changes: components["schemas"]["RescoredResponse"][];
            /** Credits Difference */
            credits_difference: string;
            /** Hash */
            hash: string;
            /** Hours Difference */
            hours_difference: string;
            /**
             * Items
             * @description In the order of the request, as `put_scores` would answer
             */
            items: components["schemas"]["ItemResponse"][];
        };
        /** ScoresRequest */
        ScoresRequest: {
            /**
             * Assessor Id
             * @description On behalf of this named assessor (person or account), by who manages the class
             */
            assessor_id?: string | null;
            /** Items */
            items: components["schemas"]["ScoreItem"][];
            /**
             * Preview Hash
             * @description `hash` of a `post_scores_preview`: nothing is recorded if anything changed since
             */
            preview_hash?: string | null;
        };
        /**
         * SemesterCountResponse
         * @description The forms of a semester summed up (学期汇总).
         */
        SemesterCountResponse: {
            /**
             * Claims
             * @description Handed in and neither withdrawn nor returned
             */
            claims: number;
            /**
             * Due
             * Format: date
             */
            due: string;
            /** Recognised */
            recognised: number;
            /**
             * Teachers
             * @description Of how many people they are
             */
            teachers: number;
        };
        /** ShareBody */
        ShareBody: {
            assessor: components["schemas"]["Assessor"];
            /**
             * Weight
             * @description Percent of the component; the shares sum to 100
             */
            weight: string;
        };
        /** ShareResponse */
        ShareResponse: {
            assessor: components["schemas"]["Assessor"];
            /** Weight */
            weight: string;
        };
        /**
         * SheetProblem
         * @description What is wrong in a cell; the value itself is never repeated.
         */
        SheetProblem: {
            /**
             * Code
             * @description `not-a-number` and the like, or the problem of a mark as in `put_scores`
             */
            code: string;
            /** Column */
            column: string;
            /** En */
            en: string;
            /**
             * Row
             * @description As a spreadsheet counts
             */
            row: number;
            /** Sheet */
            sheet: string;
            /** Zh */
            zh: string;
        };
        /**
         * ShortfallsResponse
         * @description What is asked in these days, by clauses in the order of the pack.
         */
        ShortfallsResponse: {
            /**
             * As Of
             * Format: date
             */
            as_of: string;
            /** Items */
            items: components["schemas"]["PackSlotResponse"][];
            /**
             * Since
             * Format: date
             */
            since: string;
            /**
             * Until
             * Format: date
             */
            until: string;
        };
        /**
         * SlotResponse
         * @description One thing that a clause asks in one week, month, semester or other slot.
         */
        SlotResponse: {
            /** Clause Id */
            clause_id: string;
            /** Code */
            code: string;
            /** Counted */
            counted: string;
            /**
             * Due On
             * Format: date
             */
            due_on: string;
            /**
             * First
             * Format: date
             */
            first: string;
            /**
             * Kind
             * @description count, duty or evidence
             */
            kind: string;
            /** Lack */
            lack: string;
            /**
             * Last
             * Format: date
             * @description The last day on which it can be done
             */
            last: string;
            /**
             * Make Up Until
             * @description Until when what lacks can still be done; null where it cannot
             */
            make_up_until: string | null;
            /**
             * Of Unit
             * @description The team or pair; null of a teacher and of the school itself
             */
            of_unit: string | null;
            /**
             * Period
             * @description The semester or year; null for the cycle
             */
            period: string | null;
            /**
             * Record Ids
             * @description What filled it
             */
            record_ids: string[];
            /**
             * Required
             * @description Null where the pack's number is lost
             */
            required: string | null;
            /**
             * Severity
             * @description mandatory or advisory
             */
            severity: string;
            /** @description Which week, month or third, or what asks for it; empty where it is the period */
            slot: components["schemas"]["Words"];
            /**
             * State
             * @description OPEN until its last day is over; MISSED is made up for by nothing done later
             * @enum {string}
             */
            state: "MET" | "OPEN" | "MISSED" | "BROKEN" | "UNDETERMINED";
            thing: components["schemas"]["Words"];
            title: components["schemas"]["Words"];
            unit: components["schemas"]["Words"];
        };
        /**
         * StageBody
         * @description One step of the assessment.
         */
        StageBody: {
            /** Assessors */
            assessors: components["schemas"]["Assessor"][];
            /** Code */
            code: string;
            /** Components */
            components: components["schemas"]["ComponentBody"][];
            label: components["schemas"]["Bilingual"];
            /**
             * Pass Score
             * @description Of 100; none: the stage has no line of its own
             */
            pass_score?: string | null;
            /**
             * Weight
             * @description Percent of the overall score; for every stage or none
             */
            weight?: string | null;
        };
        /**
         * StageResponse
         * @description One step of the assessment.
         */
        StageResponse: {
            /**
             * Assessors
             * @description ORGANISER: trainer, district; SCHOOL_GROUP: school; or persons
             */
            assessors: components["schemas"]["Assessor"][];
            /** Code */
            code: string;
            /** Components */
            components: components["schemas"]["ComponentResponse"][];
            label: components["schemas"]["Words"];
            /** Pass Score */
            pass_score: string | null;
            /** Weight */
            weight: string | null;
        };
        /**
         * StageResultResponse
         * @description One stage as its marks have it.
         */
        StageResultResponse: {
            /** Code */
            code: string;
            /**
             * Missing
             * @description Components still to be marked
             */
            missing: string[];
            /**
             * Score
             * @description 0 to 100, to four places; null until every component is marked
             */
            score: string | null;
            /**
             * Standing
             * @description PENDING, MARKED (the stage has no line of its own), PASSED or FAILED
             */
            standing: string;
        };
        /** StatementRequest */
        StatementRequest: {
            /** Evidence */
            evidence?: components["schemas"]["EvidenceRequest"][];
            /** Words */
            words: string;
        };
        /**
         * SubmissionGateBody
         * @description Each of the works was handed in.
         */
        SubmissionGateBody: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "SUBMISSION";
            /** Works */
            works: string[];
        };
        /** SubmissionRequest */
        SubmissionRequest: {
            /**
             * File Ids
             * @description One's own files, from `post_file`
             */
            file_ids: string[];
            /** Note */
            note?: string | null;
            /** Work */
            work: string;
        };
        /**
         * SubmissionResponse
         * @description A version of a work. HANDED_IN is the one that counts; a RETURNED one counts for nothing until another comes.
         */
        SubmissionResponse: {
            /** Due At */
            due_at: string | null;
            /** Files */
            files: components["schemas"]["FileResponse"][];
            /**
             * Handed In At
             * Format: date-time
             */
            handed_in_at: string;
            /**
             * Late
             * @description After the deadline as it stood then, by the server's time
             */
            late: boolean;
            /** Note */
            note: string | null;
            /** Return Reason */
            return_reason: string | null;
            /** Returned At */
            returned_at: string | null;
            /** Returned By */
            returned_by: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "HANDED_IN" | "REPLACED" | "RETURNED";
            /**
             * Submission Id
             * Format: uuid
             */
            submission_id: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /** Version */
            version: number;
            /** Work */
            work: string;
        };
        /**
         * SummaryResponse
         * @description The district's assessment in numbers.
         */
        SummaryResponse: {
            /** Claims By State */
            claims_by_state: {
                [key: string]: number;
            };
            /** Outcomes By Grade */
            outcomes_by_grade: {
                [key: string]: number;
            };
            /** Outcomes By Status */
            outcomes_by_status: {
                [key: string]: number;
            };
            /** Pending Revisions */
            pending_revisions: number;
        };
        /**
         * TakingRequest
         * @description One person's part; what is not known stays out and is asked for where a tariff needs it.
         */
        TakingRequest: {
            /** Author Order */
            author_order?: number | null;
            /** Authors */
            authors?: number | null;
            /**
             * Characters
             * @description 字数
             */
            characters?: number | null;
            /** Grade */
            grade?: string | null;
            /**
             * Kind
             * @description Which form is filed, where the role leaves a choice
             */
            kind?: string | null;
            /** Months */
            months?: number | null;
            /**
             * Role
             * @description A role of the route: TEACHER, LISTENER, SPEAKER, MENTOR ...
             */
            role: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /**
         * WallListResponse
         * @description A school's month; the school's own and its units' only on the first page.
         */
        WallListResponse: {
            /**
             * As Of
             * Format: date
             */
            as_of: string;
            /**
             * First Day
             * Format: date
             */
            first_day: string;
            /** Items */
            items: components["schemas"]["WallTeacherResponse"][];
            /**
             * Last Day
             * Format: date
             */
            last_day: string;
            /** Next Cursor */
            next_cursor: string | null;
            /** School */
            school: components["schemas"]["SlotResponse"][];
        };
        /**
         * WallTeacherResponse
         * @description One teacher in a month: what was due in it.
         */
        WallTeacherResponse: {
            /**
             * Asked
             * @description How many things were due in the month
             */
            asked: number;
            /** Lacking */
            lacking: components["schemas"]["SlotResponse"][];
            /** Met */
            met: number;
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
         * Words
         * @description A sentence in both languages.
         */
        Words: {
            /** En */
            en: string;
            /** Zh */
            zh: string;
        };
        /** WorkBody */
        WorkBody: {
            /** Code */
            code: string;
            label: components["schemas"]["Bilingual"];
        };
        /** WorkDeadlineRequest */
        WorkDeadlineRequest: {
            /**
             * Due At
             * @description Null: no deadline any more
             */
            due_at: string | null;
            /** Reason */
            reason?: string | null;
        };
        /**
         * WorksResponse
         * @description In the order of the scheme.
         */
        WorksResponse: {
            /** Items */
            items: components["schemas"]["services__assessment__schemas__works__WorkResponse"][];
        };
        /** WorkResponse */
        services__assessment__schemas__schemes__WorkResponse: {
            /** Code */
            code: string;
            label: components["schemas"]["Words"];
        };
        /**
         * WorkResponse
         * @description A work that the scheme names, with what was said last of its deadline.
         */
        services__assessment__schemas__works__WorkResponse: {
            /** Due At */
            due_at: string | null;
            label: components["schemas"]["Words"];
            /** Reason */
            reason: string | null;
            /** Set At */
            set_at: string | null;
            /** Set By */
            set_by: string | null;
            /** Work */
            work: string;
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
    list_activities: {
        parameters: {
            query?: {
                /** @description Only of this school */
                school_id?: string | null;
                /** @description Only those in which this teacher takes or took part */
                teacher_id?: string | null;
                /** @description Only of this route or kind */
                code?: string | null;
                /** @description Of this day or later */
                since?: string | null;
                /** @description Of this day or earlier */
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
                    "application/json": components["schemas"]["Page_ActivityResponse_"];
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
    post_activity: {
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
                "application/json": components["schemas"]["ActivityRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivityResponse"];
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
    get_activity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                activity_id: string;
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
                    "application/json": components["schemas"]["ActivityResponse"];
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
    put_activity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                activity_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActivityCorrectionRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivityResponse"];
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
    list_activity_revisions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                activity_id: string;
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
                    "application/json": components["schemas"]["ActivityRevisionsResponse"];
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
    put_activity_withdrawal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                activity_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActivityWithdrawalRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivityResponse"];
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
    list_activity_routes: {
        parameters: {
            query?: {
                /** @description On this day; today where none is given */
                on?: string | null;
                /** @description For this school; one's own where none is given */
                school_id?: string | null;
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
                    "application/json": components["schemas"]["RoutesResponse"];
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
    put_appeal_decision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                appeal_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClassAppealDecisionRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppealResponse"];
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
    get_appeal_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                appeal_id: string;
                file_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file as it was handed in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
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
    list_binders: {
        parameters: {
            query?: {
                /** @description Only of this class */
                class_id?: string | null;
                /** @description Only of this school, its classes and activities */
                school_id?: string | null;
                /** @description Only in this state */
                state?: ("OPEN" | "CLOSED") | null;
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
                    "application/json": components["schemas"]["Page_BinderSummaryResponse_"];
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
    post_binder: {
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
                "application/json": components["schemas"]["BinderRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BinderResponse"];
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
    get_binder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                binder_id: string;
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
                    "application/json": components["schemas"]["BinderResponse"];
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
    get_binder_archive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                binder_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A ZIP with every document, an index and the hash of each */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
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
    post_binder_closing: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                binder_id: string;
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
                    "application/json": components["schemas"]["BinderResponse"];
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
    post_hand_over: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                binder_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandOverRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BinderResponse"];
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
    put_hand_over_acceptance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                binder_id: string;
                hand_over_id: string;
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
                    "application/json": components["schemas"]["BinderResponse"];
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
    put_hand_over_taking_back: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                binder_id: string;
                hand_over_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BinderReasonRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BinderResponse"];
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
    post_binder_paper: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                binder_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BinderPaperRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BinderResponse"];
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
    put_binder_paper_withdrawal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                binder_id: string;
                paper_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BinderReasonRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BinderResponse"];
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
    post_binder_reopening: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                binder_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BinderReasonRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BinderResponse"];
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
    put_binder_waiver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                binder_id: string;
                clause_id: string;
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BinderReasonRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BinderResponse"];
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
    list_cases: {
        parameters: {
            query?: {
                /** @description Only about this teacher */
                teacher_id?: string | null;
                /** @description Only of this school */
                school_id?: string | null;
                /** @description Only at this stage */
                state?: ("OPENED" | "NOTIFIED" | "DECIDED" | "APPEALED" | "APPEAL_DECIDED" | "CLOSED" | "WITHDRAWN") | null;
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
                    "application/json": components["schemas"]["Page_CaseSummaryResponse_"];
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
    post_case: {
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
                "application/json": components["schemas"]["CaseRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseResponse"];
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
    get_case: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                case_id: string;
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
                    "application/json": components["schemas"]["CaseResponse"];
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
    put_case_acknowledgement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                case_id: string;
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
                    "application/json": components["schemas"]["CaseResponse"];
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
    put_case_appeal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StatementRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseResponse"];
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
    put_case_appeal_decision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppealDecisionRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseResponse"];
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
    put_case_closing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaseClosingRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseResponse"];
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
    put_case_decider: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeciderRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseResponse"];
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
    put_case_decision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaseDecisionRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseResponse"];
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
    get_case_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                case_id: string;
                file_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file as it was handed in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
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
    put_case_notice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaseNoticeRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseResponse"];
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
    post_case_statement: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StatementRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseResponse"];
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
    put_case_withdrawal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaseClosingRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseResponse"];
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
    get_claim_counts: {
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
                    "application/json": components["schemas"]["ClaimCountsResponse"];
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
    list_claim_flags: {
        parameters: {
            query?: {
                /** @description Only flags in this state */
                state?: ("OPEN" | "CLEARED" | "CONFIRMED") | null;
                /** @description Only of this claim */
                claim_id?: string | null;
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
                    "application/json": components["schemas"]["Page_ClaimFlagResponse_"];
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
    put_claim_flag_decision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                flag_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FlagDecisionRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimFlagResponse"];
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
    get_claim_settings: {
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
                    "application/json": components["schemas"]["ClaimSettingsResponse"];
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
    put_claim_settings: {
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
                "application/json": components["schemas"]["ClaimSettingsRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimSettingsResponse"];
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
    list_claims: {
        parameters: {
            query?: {
                /** @description Only claims in this state */
                state?: ("DRAFT" | "SUBMITTED" | "SCHOOL_REVIEW" | "DISTRICT_REVIEW" | "RECOGNISED" | "RETURNED" | "WITHDRAWN") | null;
                /** @description Only claims for this teacher */
                teacher_id?: string | null;
                /** @description Only claims of this school */
                school_id?: string | null;
                /** @description Only claims of this kind */
                kind?: string | null;
                /** @description Only claims of the batch with this last day */
                batch?: string | null;
                /** @description Only those summed up with the semester of this last day */
                semester?: string | null;
                /** @description Only those whose turn it is there */
                lies_with?: ("TEACHER" | "SCHOOL" | "DISTRICT") | null;
                /** @description Only those of which was reminded, or only the others */
                reminded?: boolean | null;
                /** @description Only those with open flags, or only those without */
                flagged?: boolean | null;
                /** @description Only those whose time is over, or only the others */
                overdue?: boolean | null;
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
                    "application/json": components["schemas"]["Page_ClaimResponse_"];
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
    post_claim: {
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
                "application/json": components["schemas"]["ClaimRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimResponse"];
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
    post_claim_approvals: {
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
                "application/json": components["schemas"]["ClaimApprovalsRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimApprovalsResponse"];
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
    post_claim_draft: {
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
                "application/json": components["schemas"]["ClaimDraftRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimResponse"];
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
    get_claim: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                claim_id: string;
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
                    "application/json": components["schemas"]["ClaimResponse"];
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
    put_claim_decision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                claim_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimDecisionRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimResponse"];
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
    put_claim_escalation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                claim_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimReasonRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimResponse"];
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
    put_claim_form: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                claim_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimFormRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimResponse"];
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
    get_claim_preview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                claim_id: string;
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
                    "application/json": components["schemas"]["ClaimPreviewResponse"];
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
    put_claim_reopening: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                claim_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimReasonRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimResponse"];
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
    list_claim_steps: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                claim_id: string;
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
                    "application/json": components["schemas"]["ClaimStepsResponse"];
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
    put_claim_submission: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                claim_id: string;
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
                    "application/json": components["schemas"]["ClaimResponse"];
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
    put_claim_undo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                claim_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimReasonRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimResponse"];
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
    put_claim_withdrawal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                claim_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimReasonRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimResponse"];
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
    list_appeals: {
        parameters: {
            query?: {
                state?: ("OPEN" | "UPHELD" | "REJECTED") | null;
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
                    "application/json": components["schemas"]["Page_AppealResponse_"];
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
    post_appeal: {
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
                "application/json": components["schemas"]["AppealRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppealResponse"];
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
    list_assessors: {
        parameters: {
            query?: {
                /** @description Only of this component */
                component?: string | null;
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
                    "application/json": components["schemas"]["Page_AssessorResponse_"];
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
    post_assessors: {
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
                "application/json": components["schemas"]["AssessorsRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssessorsResponse"];
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
    post_assessor_withdrawal: {
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
                "application/json": components["schemas"]["AssessorWithdrawalRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssessorsResponse"];
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
    post_certification: {
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
                "application/json": components["schemas"]["CertificationRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsResponse"];
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
    get_peer_proposal: {
        parameters: {
            query?: {
                /** @description How many others each member marks */
                each?: number;
            };
            header?: never;
            path: {
                district_id: number;
                class_id: string;
                component: string;
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
                    "application/json": components["schemas"]["PeerProposalResponse"];
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
    list_defences: {
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
                    "application/json": components["schemas"]["Page_DefenceResponse_"];
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
    post_defences: {
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
                "application/json": components["schemas"]["DefencesRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsResponse"];
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
    get_excellence_proposal: {
        parameters: {
            query?: {
                /** @description Per cent */
                share?: string | null;
                /** @description Instead of a share: so many */
                places?: number | null;
                /** @description Of whom the share is taken: who passed, or every member */
                of?: "PASSED" | "MEMBERS";
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
                    "application/json": components["schemas"]["QuotaProposalResponse"];
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
    get_feedback: {
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
                    "application/json": components["schemas"]["FeedbackResponse"];
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
    put_feedback: {
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
                "application/json": components["schemas"]["FeedbackOpeningRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedbackResponse"];
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
    put_feedback_answer: {
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
                "application/json": components["schemas"]["FeedbackAnswerRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedbackThanksResponse"];
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
    list_feedback_reminders: {
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
                    "application/json": components["schemas"]["Page_FeedbackReminderResponse_"];
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
    get_feedback_statistics: {
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
                    "application/json": components["schemas"]["FeedbackStatisticsResponse"];
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
    post_finalisation: {
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
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FinalisationResponse"];
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
    list_moderations: {
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
                    "application/json": components["schemas"]["Page_ModerationResponse_"];
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
    post_moderation: {
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
                "application/json": components["schemas"]["ModerationRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsResponse"];
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
    list_outcomes: {
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
                    "application/json": components["schemas"]["Page_OutcomeResponse_"];
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
    get_releases: {
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
                    "application/json": components["schemas"]["ReleasesResponse"];
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
    post_release: {
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
                "application/json": components["schemas"]["ReleaseRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleasesResponse"];
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
    list_release_acts: {
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
                    "application/json": components["schemas"]["Page_ReleaseActResponse_"];
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
    post_release_withdrawal: {
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
                "application/json": components["schemas"]["ReleaseWithdrawalRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleasesResponse"];
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
    list_rescorings: {
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
                    "application/json": components["schemas"]["RescoringsResponse"];
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
    post_rescoring: {
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
                "application/json": components["schemas"]["RescoringRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RescoringResponse"];
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
    get_rescoring_preview: {
        parameters: {
            query: {
                /** @description Code of the scheme */
                scheme: string;
                /** @description Its version */
                version: number;
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
                    "application/json": components["schemas"]["RescoringPreviewResponse"];
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
    list_resits: {
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
                    "application/json": components["schemas"]["Page_ResitResponse_"];
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
    post_resits: {
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
                "application/json": components["schemas"]["ResitsRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsResponse"];
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
    get_results: {
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
                    "application/json": components["schemas"]["Page_ResultResponse_"];
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
    list_revisions: {
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
                    "application/json": components["schemas"]["Page_RevisionResponse_"];
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
    post_revision_confirmation: {
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
                "application/json": components["schemas"]["RevisionConfirmationRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsResponse"];
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
    get_scheme: {
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
                    "application/json": components["schemas"]["SchemeResponse"];
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
    put_scheme: {
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
                "application/json": components["schemas"]["SchemeRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchemeResponse"];
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
    get_score_sheet: {
        parameters: {
            query?: {
                /** @description Only of this stage */
                stage?: string | null;
                /** @description Only of this component */
                component?: string | null;
                /** @description A named assessor's id, whose marks who manages the class enters; left out: one's own */
                assessor_id?: string | null;
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
    post_score_sheet: {
        parameters: {
            query?: {
                /** @description Only say what would happen */
                dry_run?: boolean;
                /** @description A named assessor's id, whose marks who manages the class enters; left out: one's own */
                assessor_id?: string | null;
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
                    "application/json": components["schemas"]["ScoreSheetResponse"];
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
    get_score_sheet_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                class_id: string;
                sheet_id: string;
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
                    "application/json": components["schemas"]["ScoreSheetResponse"];
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
    list_scores: {
        parameters: {
            query?: {
                /** @description Only of this member */
                teacher_id?: string | null;
                /** @description Only of this component */
                component?: string | null;
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
                    "application/json": components["schemas"]["Page_ScoreResponse_"];
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
    put_scores: {
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
                "application/json": components["schemas"]["ScoresRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsResponse"];
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
    post_scores_preview: {
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
                "application/json": components["schemas"]["PendingScoresRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScoresPreviewResponse"];
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
    list_submissions: {
        parameters: {
            query?: {
                /** @description Only of this member */
                teacher_id?: string | null;
                /** @description Only of this work */
                work?: string | null;
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
                    "application/json": components["schemas"]["Page_SubmissionResponse_"];
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
    post_submission: {
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
                "application/json": components["schemas"]["SubmissionRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubmissionResponse"];
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
    get_submission_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                class_id: string;
                submission_id: string;
                file_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file as it was handed in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
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
    put_submission_return: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                class_id: string;
                submission_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReturnRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubmissionResponse"];
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
    list_works: {
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
                    "application/json": components["schemas"]["WorksResponse"];
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
    put_work_deadline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                class_id: string;
                work: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkDeadlineRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["services__assessment__schemas__works__WorkResponse"];
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
    list_duties: {
        parameters: {
            query?: {
                /** @description Only of this teacher */
                teacher_id?: string | null;
                /** @description Only of who is at this school */
                school_id?: string | null;
                /** @description Only by this clause */
                clause_id?: string | null;
                /** @description Only at this stage; all but VOID when absent */
                state?: ("OPEN" | "FULFILLED" | "OVERDUE" | "UNDETERMINED" | "VOID") | null;
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
                    "application/json": components["schemas"]["Page_DutyResponse_"];
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
    list_feedback_forms: {
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
                    "application/json": components["schemas"]["FeedbackFormsResponse"];
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
    post_feedback_form: {
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
                "application/json": components["schemas"]["FeedbackFormRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedFormResponse"];
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
    post_file: {
        parameters: {
            query: {
                /** @description With its ending */
                name: string;
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
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileResponse"];
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
    get_file: {
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
                    "application/json": components["schemas"]["FileResponse"];
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
    get_file_content: {
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
            /** @description The file as it was handed in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
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
    list_goals: {
        parameters: {
            query?: {
                /** @description Only of this school */
                school_id?: string | null;
                /** @description Only of this teacher */
                teacher_id?: string | null;
                /** @description Only of this kind */
                kind?: string | null;
                /** @description Only at this stage */
                state?: ("SUBMITTED" | "ACCEPTED" | "RETURNED" | "WITHDRAWN") | null;
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
                    "application/json": components["schemas"]["Page_GoalSummaryResponse_"];
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
    post_goal: {
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
                "application/json": components["schemas"]["GoalRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoalResponse"];
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
    get_goal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                goal_id: string;
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
                    "application/json": components["schemas"]["GoalResponse"];
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
    put_goal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                goal_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GoalVersionRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoalResponse"];
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
    put_goal_review: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                goal_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GoalReviewRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoalResponse"];
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
    put_goal_withdrawal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                goal_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GoalWithdrawalRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoalResponse"];
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
    list_pairs: {
        parameters: {
            query?: {
                /** @description Only of this school */
                school_id?: string | null;
                /** @description Only those that this teacher is in */
                teacher_id?: string | null;
                /** @description Only at this stage */
                state?: ("RUNNING" | "EVALUATED" | "WITHDRAWN") | null;
                /** @description Only those proposed for the award, or not */
                proposed?: boolean | null;
                /** @description Only those that run on this day */
                on?: string | null;
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
                    "application/json": components["schemas"]["Page_PairSummaryResponse_"];
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
    post_pair: {
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
                "application/json": components["schemas"]["PairRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PairResponse"];
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
    get_pair: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                pair_id: string;
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
                    "application/json": components["schemas"]["PairResponse"];
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
    put_pair_award: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                pair_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PairAwardRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PairResponse"];
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
    put_pair_end: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                pair_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PairEndRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PairResponse"];
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
    list_pair_entries: {
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
                pair_id: string;
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
                    "application/json": components["schemas"]["Page_PairEntryResponse_"];
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
    post_pair_entries: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                pair_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PairEntriesRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PairEntriesResponse"];
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
    put_pair_entry_withdrawal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                pair_id: string;
                entry_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PairWithdrawalRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PairEntryResponse"];
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
    put_pair_evaluation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                pair_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PairEvaluationRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PairResponse"];
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
    put_pair_withdrawal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                pair_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PairWithdrawalRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PairResponse"];
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
    list_records: {
        parameters: {
            query?: {
                /** @description Only of this teacher */
                teacher_id?: string | null;
                /** @description Only of this school and who was there on the day */
                school_id?: string | null;
                /** @description Only of this kind */
                kind?: string | null;
                /** @description Of this day or later */
                since?: string | null;
                /** @description Of this day or earlier */
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
                    "application/json": components["schemas"]["Page_RecordResponse_"];
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
    post_records: {
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
                "application/json": components["schemas"]["RecordsRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordsResponse"];
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
    put_record_retraction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                record_id: string;
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
                    "application/json": components["schemas"]["RecordResponse"];
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
    list_schemes: {
        parameters: {
            query?: {
                /** @description Only versions of this scheme */
                code?: string | null;
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
                    "application/json": components["schemas"]["SchemesResponse"];
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
    post_scheme: {
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
                "application/json": components["schemas"]["SchemeContentRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedSchemeResponse"];
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
    get_scheme_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                code: string;
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
                    "application/json": components["schemas"]["PublishedSchemeResponse"];
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
    put_scheme_retirement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                code: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetirementRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedSchemeResponse"];
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
    get_school_shortfalls: {
        parameters: {
            query?: {
                /** @description The first day; that of this month when absent */
                since?: string | null;
                /** @description The last day, at most 400 days on; that of the month when absent */
                until?: string | null;
                /** @description What is done already, too */
                everything?: boolean;
            };
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
                    "application/json": components["schemas"]["ShortfallsResponse"];
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
    get_wall_list: {
        parameters: {
            query?: {
                /** @description Any day of the month; today when absent */
                month?: string | null;
                /** @description How many items, at most 500 */
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
            };
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
                    "application/json": components["schemas"]["WallListResponse"];
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
    list_teacher_outcomes: {
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
                    "application/json": components["schemas"]["Page_OutcomeResponse_"];
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
    get_teacher_shortfalls: {
        parameters: {
            query?: {
                /** @description The first day; that of this month when absent */
                since?: string | null;
                /** @description The last day, at most 400 days on; that of the month when absent */
                until?: string | null;
                /** @description What is done already, too */
                everything?: boolean;
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
                    "application/json": components["schemas"]["ShortfallsResponse"];
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
