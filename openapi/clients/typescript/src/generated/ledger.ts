// Generated from openapi/ledger.json by `make clients`.

export interface paths {
    "/ledger/v1/book-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Keys that verify the book
         * @description Public Ed25519 keys by which heads and statements are verified. No token is needed.
         *
         *     Keep them when you connect, by a way of your own: a signature proves as much as the key it is checked with.
         */
        get: operations["get_book_keys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/certificates/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Verify a certificate (public)
         * @description What a certificate says and whether it holds, for anybody who has its code; without a token.
         *
         *     Hold every line against the paper. The same 404 for whatever is no code of a certificate; 429 `asked-too-often`
         *     after 30 requests a minute from one address.
         */
        get: operations["get_public_certificate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/adjustments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Adjustments, who proposed and who decided them
         * @description Every adjustment ever proposed, rejected and withdrawn ones included, the first proposed first.
         */
        get: operations["list_adjustments"];
        put?: never;
        /**
         * Propose an adjustment of the book
         * @description Propose to take back entries of a teacher and to give lines instead, with the reason and the files that prove it.
         *
         *     Nothing is posted before another officer approves. Amounts have at most four places; dimensions are codes of the
         *     pack that governed the teacher on the line's last day. Only entries of imports and adjustments are taken back by
         *     hand: what a class or a claim gave is corrected there (409 `entry-not-adjustable`, also for what has been taken
         *     back). 404 for a teacher or file that is not there; 409 `concerns-yourself`, `never-appointed`,
         *     `pack-not-assigned`; 422 `nothing-adjusted`, `line-not-of-pack`, `years-crossed`, `earned-in-the-future`,
         *     `amount-not-postable`.
         */
        post: operations["post_adjustment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/adjustments/{adjustment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An adjustment
         * @description What was proposed, by whom and why, how it was decided, and the entries that approving posted.
         */
        get: operations["get_adjustment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/adjustments/{adjustment_id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide an adjustment
         * @description Approve or reject what another proposed, or withdraw what you proposed; once.
         *
         *     Approving posts: what is taken back, then what is given, under one causation id. 409 `second-person-needed` to who
         *     proposed it (another account of the same person included), `not-your-proposal` to who would withdraw another's,
         *     `concerns-yourself` to the teacher it is about, `adjustment-decided` when it has been decided,
         *     `entry-not-adjustable` when an entry was taken back since: the proposal then stays open.
         */
        post: operations["post_adjustment_decision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/book": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The head of the book
         * @description The number the next entry will get, the hash that vouches for everything before it, the newest signed head.
         *
         *     The answer has an ETag for If-None-Match (304).
         */
        get: operations["get_book"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/book/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The whole book as a file
         * @description Every entry with its bytes and hash, every signed head, every outcome revision heard, every balance: a line each.
         *
         *     `xuefen verify-book --file FILE` verifies it without the database. It holds no names. The file is sent as it is
         *     read and may be large (about 2 KB an entry); one that was cut off lacks its last line, and the check says so.
         */
        get: operations["get_book_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/book/heads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Signed heads of the book
         * @description Heads after a number, in order and without gaps.
         *
         *     A head is signed within a minute after the book has grown, and at once after a thousand entries. Whoever keeps one
         *     can hold the book against it at any later time: the entry `seq` of the feed must carry `head_hash`, for ever.
         *     Connected systems need the scope `feed:read` or `summary:read` (403 without).
         */
        get: operations["list_book_heads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/book/verifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have the book verified
         * @description Have the worker recompute the whole book from its tables; ask again for how far it is.
         *
         *     Every entry against its canonical bytes, the chain, the tree and what caused it; every signed head against its
         *     signature; every outcome revision heard and every adjustment against its entries; every balance against the sum of
         *     them. About a minute for a million entries. What it finds names its row.
         */
        post: operations["post_book_verification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/book/verifications/{verification_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a verification found
         * @description Progress and findings. `holds` is null until it is done. 404 when there is none.
         */
        get: operations["get_book_verification"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/certificate-issuers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Issuers of certificates
         * @description All of the district, in the order of their codes.
         */
        get: operations["list_certificate_issuers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/certificate-issuers/{issuer_code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Name an issuer of certificates
         * @description An authority in whose name certificates are issued, with numbers of its own.
         *
         *     Numbers begin at 1 each year and have no gaps. 409 `issuer-in-use` for another prefix once one was given out.
         */
        put: operations["put_certificate_issuer"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/certificates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Certificates
         * @description In the order of issuing: a teacher's own, a school's of who was there when it was earned, or all.
         */
        get: operations["list_certificates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/certificates/{certificate_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A certificate
         * @description With the entries it stands on. 404 where there is none within reach.
         */
        get: operations["get_certificate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/certificates/{certificate_id}/document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A certificate on paper
         * @description A PDF/A page with the seal's place and a QR code: an address where it is verified, and after `#` a signature.
         *
         *     A revoked certificate says so across the page. 409 `holder-renamed` when the teacher bears another name now: the
         *     signature vouches for the one it was issued to, so it has to be reissued. 503 when many are being printed.
         */
        get: operations["get_certificate_document"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/certificates/{certificate_id}/reissues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reissue a certificate
         * @description Issue another in the place of one that was lost, spoilt, or revoked when the result was corrected.
         *
         *     It has a number and a code of its own and says what the book says now; the one it replaces holds no longer. 409
         *     `certificate-replaced` where that was done before, `certificate-withheld` where no certificate is due now.
         */
        post: operations["post_certificate_reissue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/certificates/{certificate_id}/revocation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Revoke a certificate
         * @description A person's decision, for ever: it may only be issued anew. 409 `certificate-revoked` where it is already.
         */
        put: operations["put_certificate_revocation"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/classes/{class_id}/certificates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue the certificates of a class
         * @description Issue a certificate to each member to whom one is due; who gets none is listed with the reason.
         *
         *     COMPLETION asks for a passed result, EXCELLENT for the best grade too, PRE_SERVICE for the training of new teachers
         *     (program kind NEW_TEACHER). Where the pack that valued the result grants certificates itself, its clause must be
         *     reached, full hours for example (LY-11), and gives the wording. Each certificate is bound to the revision of the
         *     outcome and to the entries of the book: when one of them is reversed, or the result changes, it is revoked by
         *     itself. A certificate that was issued before is never issued again here: see the reissue.
         *
         *     404 for a class, issuer or named member without a result; 422 `too-many-members` beyond 500.
         */
        post: operations["post_certificates"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether a plan covers what teachers lack
         * @description Which teachers cannot reach what is asked even by attending everything open to them, and where seats fall short.
         *
         *     Open is a class that has not begun, has a place left, bars the teacher from nothing, is the district's or of the
         *     teacher's school, and clashes with no class in which the teacher holds a place. Shortages are told by clause,
         *     category, level and mode, as person-hours in the best allocation there is; then what to add. A school sees its own
         *     teachers, against places that are free for everybody. 422 `too-many-teachers` beyond 5,000: ask school by school.
         *     409 `pack-not-assigned`.
         */
        get: operations["get_coverage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The change feed
         * @description Entries after a number, in order and without gaps: a reader that asks on from `next_after_seq` misses nothing.
         *
         *     An entry never changes once it has been read; corrections come as further entries. With `wait` an answer without
         *     entries comes only after so many seconds, and one with entries within a second of their posting: ask again at once
         *     (long poll). Connected systems need the scope `feed:read` (403 without it). 503 with Retry-After while too many
         *     readers wait.
         */
        get: operations["list_entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/history-imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import old hours
         * @description Import an xlsx or CSV file of hours and credits earned before, one row for each training of a teacher.
         *
         *     Columns: 工号, 开始日期, 结束日期, 学时, 学分, 类别, 层级, 方式, 性质, 类型, 名称, 组织方; if wanted also 标签,
         *     several divided by a comma. Dimensions are codes of the pack in force or their Chinese names; 组织方 says
         *     教育行政部门 or 其他; a row lies within one judging year.
         *
         *     Faults are listed by row and column, without the values, and then nothing is posted. A row that stands in the book
         *     already adds nothing, in whatever file it comes. 409 `pack-not-assigned` where no pack is in force today; 422
         *     `unreadable` for a file that is no spreadsheet. At most 20,000 rows and 5 MB.
         */
        post: operations["post_history_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/history-imports/{import_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What an import did
         * @description The report of an import as it was answered. 404 when there is none.
         */
        get: operations["get_history_import"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/rates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The district's rates
         * @description What the district's pack asks of the district as a whole: formula, both numbers, and the people behind each.
         *
         *     Every reading of a rate that the source leaves open is shown beside the one in force. The answer has an ETag for
         *     If-None-Match (304). 409 `pack-not-assigned`.
         */
        get: operations["get_rates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/schools/{school_id}/standing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A school under its pack
         * @description Rates, quotas, money, tasks, counts and documents asked of the school and its teams, with names.
         *
         *     People count where they are in post on the count date, training where they were sent from. 409 `pack-not-assigned`
         *     where no pack is in force for the school as a whole; 404 for another school.
         */
        get: operations["get_school_standing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/standings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Verdicts of many teachers
         * @description Who is in post on the day, with the verdict and the mandatory clauses still open; schools see their own.
         *
         *     Who has no pack is NOT_APPLICABLE. 409 `pack-not-assigned` where no pack is in force for anybody on the day; 404
         *     for another school.
         */
        get: operations["list_standings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The district's summary
         * @description By school and in all: heads in post on the day, verdicts by result, hours and credits by category, level, mode.
         *
         *     Heads count where teachers stand on the day; hours and credits count where they were earned. The sums for a day and
         *     a number of the book stay the same for ever. The answer has an ETag: send it in If-None-Match, and while nothing has
         *     changed the answer is 304. Connected systems need the scope `summary:read` (403 without it).
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
    "/ledger/v1/districts/{district_id}/teachers/{teacher_id}/balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A teacher's balance
         * @description Hours and credits on the teacher's account now. 404 for a teacher who is not there or not within reach.
         */
        get: operations["get_balance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/teachers/{teacher_id}/standing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A teacher's standing under the pack
         * @description Clause by clause: the words, what was asked, what counted, what did not and why, and what is still lacking.
         *
         *     Judged from the entries earned and the records made by the day. The pack in force for the teacher judges, and for
         *     years that ended before in the same cycle the pack that was in force then; each clause names its pack. 409
         *     `pack-not-assigned` where none is in force; 404 for a teacher who is not there or not within reach. The verdict is
         *     a finding; people decide.
         */
        get: operations["get_standing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/teachers/{teacher_id}/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A teacher's statement
         * @description Every entry of a teacher that was earned by a day, reversals included, with sums by school year.
         *
         *     With `known_at_seq` the statement is the one that was printed when the book ended there, whatever was corrected
         *     since. 404 for a teacher who is not there or not within reach.
         */
        get: operations["get_statement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/teachers/{teacher_id}/statement/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A teacher's statement, provable offline
         * @description The statement as the newest signed head of the book knew it, signed, with a proof for each entry.
         *
         *     Keep the answer as a file: `xuefen verify-statement FILE` checks it without any connection. The signature says
         *     that these are all the entries of the teacher; the proofs show that each stands in the book whose head everybody
         *     got. 409 `not-yet-signed` before the first head, within a minute after the first posting.
         */
        get: operations["get_statement_proof"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Webhooks
         * @description Every address that the district registered, at most 20, with what waits for it.
         */
        get: operations["list_webhooks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/webhooks/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Register or set a webhook
         * @description Have an address called when something happens, as the Standard Webhooks specification says.
         *
         *     Each call is a POST of at most 64 KB with `webhook-id`, `webhook-timestamp` and `webhook-signature`; answer 2xx
         *     within 8 seconds. `entries.posted` names the numbers of entries: fetch them from the feed, which has them in order.
         *     Else it is tried again after 5 seconds, 5 and 30 minutes, 2, 5, 10, 14, 20 and 24 hours, then parked. 410 pauses
         *     the webhook. Messages may come twice, under the same `webhook-id`. The secret is in the answer that makes the
         *     webhook, and never again. A paused one is told nothing.
         *
         *     422 `address-refused` for what is not https, or leads into a private network; each call looks again, and connects
         *     to the very address that it looked at. Redirects are not followed. 409 `too-many-webhooks` beyond 20.
         */
        put: operations["put_webhook"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/webhooks/{name}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The log of a webhook
         * @description What was said to an address, the newest first, each with its last attempt. 404.
         */
        get: operations["list_webhook_deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/webhooks/{name}/deliveries/{message_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A message and its attempts
         * @description What was said, byte for byte, and every call that was made for it. 404.
         */
        get: operations["get_webhook_delivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/webhooks/{name}/pings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a webhook
         * @description Send the message `webhook.ping`; the log tells how it went. 409 `webhook-inactive`; 404.
         */
        post: operations["post_webhook_ping"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/webhooks/{name}/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have messages sent again
         * @description Put messages in line again, by default those given up; they keep their `webhook-id`.
         *
         *     409 `webhook-inactive`; 404.
         */
        post: operations["post_webhook_replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/webhooks/{name}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Renew a webhook's secret
         * @description Another secret, shown once. For a day calls are signed by both, so that receivers can change over. 404.
         */
        put: operations["put_webhook_secret"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/what-ifs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What would change
         * @description Judges teachers twice: as they are, and with another pack in force, further entries, or a class attended in full.
         *
         *     A teacher tries entries and classes on oneself; a school on its own teachers, and published packs too; the district
         *     everything, also a pack that nobody has published (403 otherwise, 404 for others' teachers). A page judges at most
         *     500 teachers; `next_cursor` goes on. 422 `nothing-tried`, `class-ends-later`, `terms-do-not-fit`, `years-crossed`,
         *     `pack-rejected` with every fault of a text; 409 `pack-not-assigned` where no pack of the district is in force on the
         *     day and no assignment is named.
         */
        post: operations["post_what_if"];
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
         * AdditionResponse
         * @description What to add: so many hours (or credits) in this place with so many seats, for these teachers.
         */
        AdditionResponse: {
            /** Amount */
            amount: string;
            /** Needs */
            needs: components["schemas"]["NeedResponse"][];
            /** Pack Id */
            pack_id: string;
            place: components["schemas"]["PlaceResponse"];
            /** Seats */
            seats: number;
            /** Sentence En */
            sentence_en: string;
            /** Sentence Zh */
            sentence_zh: string;
            /** Teachers */
            teachers: components["schemas"]["NamedPerson"][];
            /** Unit */
            unit: string;
        };
        /** AdjustmentDecisionRequest */
        AdjustmentDecisionRequest: {
            /**
             * Decision
             * @enum {string}
             */
            decision: "APPROVED" | "REJECTED" | "WITHDRAWN";
            /** Reason */
            reason?: string | null;
        };
        /**
         * AdjustmentRequest
         * @description What is to be taken back and given, why, and what proves it.
         */
        AdjustmentRequest: {
            /**
             * Evidence
             * @description Ids of files handed in before
             */
            evidence: string[];
            /** Lines */
            lines?: components["schemas"]["GivenLineRequest"][];
            /** Reason */
            reason: string;
            /**
             * Takes Back
             * @description Ids of entries of imports and adjustments, taken back whole
             */
            takes_back?: string[];
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /**
             * Title
             * @description As the statement will show it
             */
            title: string;
        };
        /**
         * AdjustmentResponse
         * @description An adjustment with everything two persons said of it. Accounts, not names: the directory knows whose they are.
         */
        AdjustmentResponse: {
            /**
             * Adjustment Id
             * Format: uuid
             */
            adjustment_id: string;
            /**
             * Causation Id
             * @description Of the entries; it follows from every word of the above
             */
            causation_id: string | null;
            /** Decided At */
            decided_at: string | null;
            /**
             * Decided By
             * @description The other account that decided it; the same where it was withdrawn
             */
            decided_by: string | null;
            /** Decision Reason */
            decision_reason: string | null;
            /**
             * Entries
             * @description What approving posted: what was taken back, then what was given
             */
            entries: components["schemas"]["EntryResponse"][];
            /** Evidence */
            evidence: string[];
            /** Lines */
            lines: components["schemas"]["GivenLine"][];
            /**
             * Proposed At
             * Format: date-time
             */
            proposed_at: string;
            /**
             * Proposed By
             * Format: uuid
             * @description The account that proposed it
             */
            proposed_by: string;
            /** Reason */
            reason: string;
            /**
             * State
             * @enum {string}
             */
            state: "PROPOSED" | "APPROVED" | "REJECTED" | "WITHDRAWN";
            /** Takes Back */
            takes_back: string[];
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /** Title */
            title: string;
        };
        /** AmountOf */
        AmountOf: {
            /** Amount */
            amount: string;
            /** Name */
            name: string | null;
            /** Staff Number */
            staff_number: string | null;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /**
         * AttemptResponse
         * @description One call.
         */
        AttemptResponse: {
            /**
             * Address
             * @description The one that was connected to; null where the name was not known
             */
            address: string | null;
            /**
             * Answer
             * @description The first 2 KB of it
             */
            answer: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Fault
             * @description ADDRESS_REFUSED, NAME_UNKNOWN, NOT_REACHED, TLS_FAILED, TIMED_OUT or BROKEN_OFF
             */
            fault: string | null;
            /** Milliseconds */
            milliseconds: number;
            /**
             * Status
             * @description What was answered; null where nothing was
             */
            status: number | null;
            /** Url */
            url: string;
        };
        /**
         * BalanceResponse
         * @description What the teacher's account holds, whatever the day it was earned.
         */
        BalanceResponse: {
            /** Account */
            account: string;
            /** Credits */
            credits: string;
            /** Hours */
            hours: string;
            /**
             * Known At Seq
             * @description The last entry that the balance reflects
             */
            known_at_seq: number;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /** BookKey */
        BookKey: {
            /** Alg */
            alg: string;
            /** Crv */
            crv: string;
            /** Kid */
            kid: string;
            /** Kty */
            kty: string;
            /** Use */
            use: string;
            /** X */
            x: string;
        };
        /**
         * BookKeysResponse
         * @description A JWKS (RFC 7517) of Ed25519 keys: that of today, and former ones whose signatures are still to be checked.
         */
        BookKeysResponse: {
            /** Keys */
            keys: components["schemas"]["BookKey"][];
        };
        /**
         * BookResponse
         * @description The head of the book. Whoever keeps it can later prove that nothing before it has changed.
         */
        BookResponse: {
            /** Entries */
            entries: number;
            /** Head Hash */
            head_hash: string;
            /** Next Seq */
            next_seq: number;
            /** @description The newest signed head; null before the first */
            signed_head?: components["schemas"]["HeadResponse"] | null;
        };
        /**
         * BookVerificationResponse
         * @description How far the worker has come in recomputing the book, and what it found.
         */
        BookVerificationResponse: {
            /**
             * Asked At
             * Format: date-time
             */
            asked_at: string;
            /**
             * Asked By
             * Format: uuid
             */
            asked_by: string;
            /**
             * Done
             * @description Entries looked at so far
             */
            done: number;
            /**
             * Entries
             * @description The last entry of the book when it was asked for
             */
            entries: number;
            /**
             * Findings
             * @description The first bad row first; at most 1,000
             */
            findings: components["schemas"]["FindingResponse"][];
            /** Finished At */
            finished_at: string | null;
            /**
             * Holds
             * @description Whether the whole book holds; null while it is being looked at
             */
            holds: boolean | null;
            /**
             * Stage
             * @enum {string}
             */
            stage: "ENTRIES" | "HEADS" | "OUTCOMES" | "ADJUSTMENTS" | "BALANCES" | "CERTIFICATES" | "DONE";
            /** Total */
            total: number;
            /**
             * Verification Id
             * Format: uuid
             */
            verification_id: string;
        };
        /** CellFaultResponse */
        CellFaultResponse: {
            /** Code */
            code: string;
            /** Column */
            column: string;
            /** Row */
            row: number;
        };
        /** CertificateInFull */
        CertificateInFull: {
            /**
             * Certificate Id
             * Format: uuid
             */
            certificate_id: string;
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /**
             * Clause Id
             * @description The clause of the pack that grants it
             */
            clause_id: string | null;
            /**
             * Code
             * @description For public verification: the district and 128 random bits
             */
            code: string;
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
             * Edition
             * @description 1, and one more with each reissue
             */
            edition: number;
            /**
             * Entry Ids
             * @description The entries of the book it stands on
             */
            entry_ids: string[];
            /** Grade */
            grade: string | null;
            /** Hours */
            hours: string;
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
            /**
             * Issued On
             * Format: date
             */
            issued_on: string;
            /** Issuer */
            issuer: string;
            /** Issuer Code */
            issuer_code: string;
            kind: components["schemas"]["CertificateKind"];
            /** Label En */
            label_en: string;
            /**
             * Label Zh
             * @description In the words of the pack, where it has any
             */
            label_zh: string;
            /** Number */
            number: string;
            /**
             * Outcome Id
             * Format: uuid
             */
            outcome_id: string;
            /**
             * Reason
             * @description Of a reissue
             */
            reason: string | null;
            /**
             * Replaces
             * @description The certificate that it was issued in the place of
             */
            replaces: string | null;
            /**
             * Revision
             * @description The revision of the outcome that it is bound to
             */
            revision: number;
            revocation_ground: components["schemas"]["Ground"] | null;
            /** Revocation Reason */
            revocation_reason: string | null;
            /** Revoked At */
            revoked_at: string | null;
            /**
             * School Id
             * Format: uuid
             * @description The teacher's school when it was earned
             */
            school_id: string;
            /**
             * Signed
             * @description Compact JWS (Ed25519) of the facts on paper; keys at /ledger/v1/book-keys
             */
            signed: string;
            /**
             * Status
             * @enum {string}
             */
            status: "VALID" | "REVOKED";
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /** Title */
            title: string;
        };
        /**
         * CertificateKind
         * @enum {string}
         */
        CertificateKind: "COMPLETION" | "EXCELLENT" | "PRE_SERVICE";
        /**
         * CertificateResponse
         * @description A certificate as it was issued, and what has become of it. Nothing of what was issued ever changes.
         */
        CertificateResponse: {
            /**
             * Certificate Id
             * Format: uuid
             */
            certificate_id: string;
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /**
             * Clause Id
             * @description The clause of the pack that grants it
             */
            clause_id: string | null;
            /**
             * Code
             * @description For public verification: the district and 128 random bits
             */
            code: string;
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
             * Edition
             * @description 1, and one more with each reissue
             */
            edition: number;
            /** Grade */
            grade: string | null;
            /** Hours */
            hours: string;
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
            /**
             * Issued On
             * Format: date
             */
            issued_on: string;
            /** Issuer */
            issuer: string;
            /** Issuer Code */
            issuer_code: string;
            kind: components["schemas"]["CertificateKind"];
            /** Label En */
            label_en: string;
            /**
             * Label Zh
             * @description In the words of the pack, where it has any
             */
            label_zh: string;
            /** Number */
            number: string;
            /**
             * Outcome Id
             * Format: uuid
             */
            outcome_id: string;
            /**
             * Reason
             * @description Of a reissue
             */
            reason: string | null;
            /**
             * Replaces
             * @description The certificate that it was issued in the place of
             */
            replaces: string | null;
            /**
             * Revision
             * @description The revision of the outcome that it is bound to
             */
            revision: number;
            revocation_ground: components["schemas"]["Ground"] | null;
            /** Revocation Reason */
            revocation_reason: string | null;
            /** Revoked At */
            revoked_at: string | null;
            /**
             * School Id
             * Format: uuid
             * @description The teacher's school when it was earned
             */
            school_id: string;
            /**
             * Signed
             * @description Compact JWS (Ed25519) of the facts on paper; keys at /ledger/v1/book-keys
             */
            signed: string;
            /**
             * Status
             * @enum {string}
             */
            status: "VALID" | "REVOKED";
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /** Title */
            title: string;
        };
        /** CertificatesRequest */
        CertificatesRequest: {
            /** Issuer Code */
            issuer_code: string;
            kind: components["schemas"]["CertificateKind"];
            /**
             * Teacher Ids
             * @description Members to issue to; everybody whose result is known by default
             */
            teacher_ids?: string[] | null;
        };
        /** CertificatesResponse */
        CertificatesResponse: {
            /** Issued */
            issued: number;
            /** Items */
            items: components["schemas"]["MemberResponse"][];
        };
        /**
         * ChangedTeacher
         * @description Somebody for whom something would be different.
         */
        ChangedTeacher: {
            after: components["schemas"]["Verdict"];
            before: components["schemas"]["Verdict"];
            /** Clauses */
            clauses: components["schemas"]["ClauseChangeResponse"][];
            /** Lines */
            lines: components["schemas"]["HypotheticalLine"][];
            /** Name */
            name: string;
            /** School Id */
            school_id: string | null;
            /** Staff Number */
            staff_number: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /**
         * ClashResponse
         * @description Two classes that nobody can attend both.
         */
        ClashResponse: {
            one: components["schemas"]["ClassName"];
            other: components["schemas"]["ClassName"];
        };
        /** ClassName */
        ClassName: {
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /** Title */
            title: string;
        };
        /**
         * ClassOnOfferResponse
         * @description A class of the plan with the places that are left.
         */
        ClassOnOfferResponse: {
            /** Capacity */
            capacity: number | null;
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /** Ends On */
            ends_on: string | null;
            /** Enrolled */
            enrolled: number;
            /**
             * Free
             * @description Places that can still be given; 0 once the class has begun or closed
             */
            free: number | null;
            /** Starts On */
            starts_on: string | null;
            /** Title */
            title: string;
        };
        /**
         * ClauseChangeResponse
         * @description A clause before and after; null where only the other side has it.
         */
        ClauseChangeResponse: {
            after: components["schemas"]["ClauseSide"] | null;
            before: components["schemas"]["ClauseSide"] | null;
            /** Clause Id */
            clause_id: string;
            /** Pack Id */
            pack_id: string;
            /** Period */
            period: string | null;
        };
        /** ClauseCount */
        ClauseCount: {
            /** After */
            after: string;
            /**
             * Before
             * @description A result, or - where the clause does not stand in the pack before
             */
            before: string;
            /** Clause Id */
            clause_id: string;
            /** Pack Id */
            pack_id: string;
            /** Results */
            results: number;
        };
        /**
         * ClauseResponse
         * @description One clause in one period: its words, the calculation, what counted, what did not and why, what is lacking.
         */
        ClauseResponse: {
            /**
             * Calculation
             * @description How the required amount came about, where it is not the printed one
             */
            calculation: string | null;
            /** Clause Id */
            clause_id: string;
            /** Content Hash */
            content_hash: string;
            /** Counted */
            counted: string | null;
            /** Counted Entries */
            counted_entries: components["schemas"]["CountedResponse"][];
            /** Due On */
            due_on: string | null;
            /** Gap */
            gap: string | null;
            /** Kind */
            kind: string;
            /** Not Counted */
            not_counted: components["schemas"]["CountedResponse"][];
            /**
             * Pack Id
             * @description The pack whose clause this is
             */
            pack_id: string;
            /**
             * Period
             * @description The judging year; null for the cycle as a whole
             */
            period: string | null;
            progress: components["schemas"]["Progress"];
            /** Quantities */
            quantities: components["schemas"]["QuantityResponse"][];
            /**
             * Quote
             * @description The words of the source, verbatim
             */
            quote: string;
            /**
             * Reason
             * @description A stable code: what decided
             */
            reason: string;
            /** Required */
            required: string | null;
            result: components["schemas"]["Result"];
            /** Sentence En */
            sentence_en: string;
            /** Sentence Zh */
            sentence_zh: string;
            /** Severity */
            severity: string;
            /** Source */
            source: string;
            /** Title En */
            title_en: string;
            /** Title Zh */
            title_zh: string;
            /**
             * Unit
             * @description `hours`, `credits`, or in Chinese what is counted one by one
             */
            unit: string | null;
            /**
             * Unit En
             * @description The same in English
             */
            unit_en: string | null;
        };
        /**
         * ClauseSide
         * @description A clause as it is, or as it would be.
         */
        ClauseSide: {
            /** Counted */
            counted: string | null;
            /** Gap */
            gap: string | null;
            /** Required */
            required: string | null;
            result: components["schemas"]["Result"];
            /** Sentence En */
            sentence_en: string;
            /** Sentence Zh */
            sentence_zh: string;
            /**
             * Unit
             * @description `hours`, `credits`, or in Chinese what is counted one by one
             */
            unit: string | null;
            /**
             * Unit En
             * @description The same in English
             */
            unit_en: string | null;
        };
        /**
         * CountedResponse
         * @description An entry of the book, or a record, that a clause speaks of.
         */
        CountedResponse: {
            /** Amount */
            amount: string;
            /**
             * Entry Id
             * Format: uuid
             * @description Of the entry, or of the record where `seq` is null
             */
            entry_id: string;
            /** Reason En */
            reason_en: string;
            /**
             * Reason Zh
             * @description Why it does not count, or why it counts where it does not belong by itself
             */
            reason_zh: string;
            /**
             * Seq
             * @description Number in the book; null for a record, which is in no book
             */
            seq: number | null;
            /** Title */
            title: string;
        };
        /**
         * CoverageResponse
         * @description A plan against what is due from today to a day. Numbers are bounds that hold; people decide who gets a place.
         */
        CoverageResponse: {
            /** Additions */
            additions: components["schemas"]["AdditionResponse"][];
            /**
             * As Of
             * Format: date
             */
            as_of: string;
            /** Classes */
            classes: components["schemas"]["ClassOnOfferResponse"][];
            /** Known At Seq */
            known_at_seq: number;
            /** Outcomes */
            outcomes: components["schemas"]["OutcomeCount"][];
            /** Plan Id */
            plan_id: string | null;
            /** School Id */
            school_id: string | null;
            /** Shortages */
            shortages: components["schemas"]["ShortageResponse"][];
            /**
             * Since
             * Format: date
             */
            since: string;
            /** Stranded */
            stranded: components["schemas"]["StrandedTeacher"][];
            /** Teachers */
            teachers: number;
        };
        /** DeliveryDetailResponse */
        DeliveryDetailResponse: {
            /**
             * Attempts
             * @description Since it was last put in line
             */
            attempts: number;
            /**
             * Body
             * @description What is signed, byte for byte
             */
            body: string;
            /** Calls */
            calls: components["schemas"]["AttemptResponse"][];
            /** Ended At */
            ended_at: string | null;
            last: components["schemas"]["AttemptResponse"] | null;
            /**
             * Made At
             * Format: date-time
             */
            made_at: string;
            /**
             * Message Id
             * Format: uuid
             * @description `webhook-id` of the call, the same at every attempt and replay
             */
            message_id: string;
            /**
             * Next At
             * @description When it is tried next; null when it has ended
             */
            next_at: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "WAITING" | "DELIVERED" | "PARKED";
            /** Type */
            type: string;
        };
        /**
         * DeliveryResponse
         * @description A message for an address.
         */
        DeliveryResponse: {
            /**
             * Attempts
             * @description Since it was last put in line
             */
            attempts: number;
            /** Ended At */
            ended_at: string | null;
            last: components["schemas"]["AttemptResponse"] | null;
            /**
             * Made At
             * Format: date-time
             */
            made_at: string;
            /**
             * Message Id
             * Format: uuid
             * @description `webhook-id` of the call, the same at every attempt and replay
             */
            message_id: string;
            /**
             * Next At
             * @description When it is tried next; null when it has ended
             */
            next_at: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "WAITING" | "DELIVERED" | "PARKED";
            /** Type */
            type: string;
        };
        /**
         * EarnedResponse
         * @description What was earned, reversals netted.
         */
        EarnedResponse: {
            /** By Category */
            by_category: {
                [key: string]: components["schemas"]["Sums"];
            };
            /** By Level */
            by_level: {
                [key: string]: components["schemas"]["Sums"];
            };
            /** By Mode */
            by_mode: {
                [key: string]: components["schemas"]["Sums"];
            };
            /**
             * Entries
             * @description Rows of the book, reversals included
             */
            entries: number;
            total: components["schemas"]["Sums"];
        };
        /**
         * EntryResponse
         * @description One row of the book. A reversal carries negative amounts and names the entry it takes back.
         */
        EntryResponse: {
            /** Category */
            category: string;
            /**
             * Causation Id
             * Format: uuid
             * @description The same for everything that one revision of an outcome caused
             */
            causation_id: string;
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
            /** Line */
            line: number | null;
            /** Mode */
            mode: string;
            /** Nature */
            nature: string;
            /**
             * Organised By Admin
             * @description Organised by the education administration or by its order
             */
            organised_by_admin: boolean;
            /**
             * Original Level
             * @description Where the program stands, if a rule books it at another level
             */
            original_level: string | null;
            /** Outcome Id */
            outcome_id: string | null;
            /** Pack Hash */
            pack_hash: string;
            /** Pack Id */
            pack_id: string;
            /** Post */
            post: string | null;
            /** Program Id */
            program_id: string | null;
            /**
             * Recorded At
             * Format: date-time
             */
            recorded_at: string;
            /** Reverses */
            reverses: string | null;
            /** Revision */
            revision: number | null;
            /**
             * Rules
             * @description Clauses of the pack that made the amounts what they are
             */
            rules: string[];
            /**
             * School Id
             * Format: uuid
             * @description The teacher's school when it was earned; a transfer never rewrites it
             */
            school_id: string;
            /** School Year */
            school_year: string;
            /**
             * Seq
             * @description Number in the district's book, without gaps
             */
            seq: number;
            /**
             * Source
             * @enum {string}
             */
            source: "class" | "claim" | "import" | "adjustment";
            /** Tags */
            tags: string[];
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /** Teacher Title */
            teacher_title: string | null;
            /**
             * Title
             * @description The training or claim that earned it
             */
            title: string;
            /** Title Tier */
            title_tier: string | null;
        };
        /**
         * FeedEntry
         * @description An entry with its accounts and its link in the hash chain.
         */
        FeedEntry: {
            /** Award Key */
            award_key: string;
            /** Category */
            category: string;
            /**
             * Causation Id
             * Format: uuid
             * @description The same for everything that one revision of an outcome caused
             */
            causation_id: string;
            /** Class Id */
            class_id: string | null;
            /** Credit Account */
            credit_account: string;
            /** Credits */
            credits: string;
            /** Debit Account */
            debit_account: string;
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
            /**
             * Hash
             * @description sha256 over the hash of the entry before and this entry's canonical bytes, in hex
             */
            hash: string;
            /** Hours */
            hours: string;
            /** Kind */
            kind: string;
            /** Level */
            level: string;
            /** Line */
            line: number | null;
            /** Mode */
            mode: string;
            /** Nature */
            nature: string;
            /**
             * Organised By Admin
             * @description Organised by the education administration or by its order
             */
            organised_by_admin: boolean;
            /**
             * Original Level
             * @description Where the program stands, if a rule books it at another level
             */
            original_level: string | null;
            /** Outcome Id */
            outcome_id: string | null;
            /** Pack Hash */
            pack_hash: string;
            /** Pack Id */
            pack_id: string;
            /** Post */
            post: string | null;
            /** Program Id */
            program_id: string | null;
            /**
             * Recorded At
             * Format: date-time
             */
            recorded_at: string;
            /** Reverses */
            reverses: string | null;
            /** Revision */
            revision: number | null;
            /**
             * Rules
             * @description Clauses of the pack that made the amounts what they are
             */
            rules: string[];
            /**
             * School Id
             * Format: uuid
             * @description The teacher's school when it was earned; a transfer never rewrites it
             */
            school_id: string;
            /** School Year */
            school_year: string;
            /**
             * Seq
             * @description Number in the district's book, without gaps
             */
            seq: number;
            /**
             * Source
             * @enum {string}
             */
            source: "class" | "claim" | "import" | "adjustment";
            /** Tags */
            tags: string[];
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /** Teacher Title */
            teacher_title: string | null;
            /**
             * Title
             * @description The training or claim that earned it
             */
            title: string;
            /** Title Tier */
            title_tier: string | null;
        };
        /**
         * FeedResponse
         * @description Entries after a number, dense and in order. Ask again with `next_after_seq`.
         */
        FeedResponse: {
            /**
             * Head Seq
             * @description The last entry in the book
             */
            head_seq: number;
            /** Items */
            items: components["schemas"]["FeedEntry"][];
            /** Next After Seq */
            next_after_seq: number;
            /** @description The newest signed head; null before the first */
            signed_head?: components["schemas"]["HeadResponse"] | null;
        };
        /**
         * FindingResponse
         * @description One thing that does not hold.
         */
        FindingResponse: {
            /** En */
            en: string;
            /**
             * Part
             * @enum {string}
             */
            part: "ENTRIES" | "HEADS" | "OUTCOMES" | "ADJUSTMENTS" | "BALANCES" | "CERTIFICATES";
            /**
             * Seq
             * @description The entry, where it is about one
             */
            seq: number | null;
            /** Zh */
            zh: string;
        };
        /** GivenLine */
        GivenLine: {
            /** Category */
            category: string;
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
            /** Hours */
            hours: string;
            /** Kind */
            kind: string;
            /** Level */
            level: string;
            /** Mode */
            mode: string;
            /** Nature */
            nature: string;
            /** Organised By Admin */
            organised_by_admin: boolean;
            /** Tags */
            tags: string[];
        };
        /**
         * GivenLineRequest
         * @description Hours or credits to be given, in codes of the pack; the span lies within one judging year.
         */
        GivenLineRequest: {
            /** Category */
            category: string;
            /**
             * Credits
             * @description A decimal of at most 4 places, as text
             * @default 0
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
             * @description A decimal of at most 4 places, as text
             */
            hours: string;
            /** Kind */
            kind: string;
            /** Level */
            level: string;
            /** Mode */
            mode: string;
            /** Nature */
            nature: string;
            /**
             * Organised By Admin
             * @default true
             */
            organised_by_admin: boolean;
            /** Tags */
            tags?: string[];
        };
        /**
         * GoverningPack
         * @description A pack that judges, and from when to when it governs the teacher.
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
            /**
             * Reason
             * @description Why it was corrected
             */
            reason: string | null;
            /**
             * Revision
             * @description Above 1 where the assignment was corrected
             */
            revision: number;
            /** Version */
            version: string;
        };
        /**
         * Ground
         * @description Why a certificate no longer holds.
         * @enum {string}
         */
        Ground: "ENTRY_REVERSED" | "RESULT_CHANGED" | "REISSUED" | "DECIDED";
        /**
         * HeadResponse
         * @description What the deployment signed about the first `seq` entries. Keep it: with it nobody can quietly change them.
         */
        HeadResponse: {
            /**
             * Canonical
             * @description What is signed: RFC 8785 JSON of form `xuefen.book-head.v1`
             */
            canonical: string;
            /**
             * Head Hash
             * @description The hash of that entry, which covers everything before it, in hex
             */
            head_hash: string;
            /**
             * Key Id
             * @description The key of `/book-keys` that signed it
             */
            key_id: string;
            /**
             * Number
             * @description Of the head: 1, 2, 3 … without gaps
             */
            number: number;
            /**
             * Seq
             * @description The last entry that it covers
             */
            seq: number;
            /**
             * Signature
             * @description Ed25519 over the bytes of `canonical`, in base64url
             */
            signature: string;
            /**
             * Signed At
             * Format: date-time
             */
            signed_at: string;
            /**
             * Tree Root
             * @description The root of the Merkle tree (RFC 9162) over the hashes of all of them, in hex
             */
            tree_root: string;
        };
        /**
         * HeadsResponse
         * @description Signed heads after a number, in order. Ask again with `next_after_number`.
         */
        HeadsResponse: {
            /** Items */
            items: components["schemas"]["HeadResponse"][];
            /** Next After Number */
            next_after_number: number;
        };
        /** HistoryImportResponse */
        HistoryImportResponse: {
            /** Applied */
            applied: boolean;
            /** Dry Run */
            dry_run: boolean;
            /** File Hash */
            file_hash: string;
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
            /**
             * Imported By
             * Format: uuid
             */
            imported_by: string;
            report: components["schemas"]["HistoryReport"];
        };
        /** HistoryReport */
        HistoryReport: {
            /**
             * Added
             * @description Entries posted, or that would have been in a dry run
             */
            added: number;
            /**
             * Errors
             * @description At most 500; with any error nothing is posted
             */
            errors: components["schemas"]["CellFaultResponse"][];
            /**
             * Repeated
             * @description Rows that stand in the book already, or twice in the file
             */
            repeated: number;
            /** Rows */
            rows: number;
        };
        /**
         * HypotheticalLine
         * @description What would stand in the book besides.
         */
        HypotheticalLine: {
            /** Category */
            category: string;
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
            /** Hours */
            hours: string;
            /** Kind */
            kind: string;
            /** Level */
            level: string;
            /** Mode */
            mode: string;
            /** Nature */
            nature: string;
        };
        /** IssuerRequest */
        IssuerRequest: {
            /** Name */
            name: string;
            /**
             * Number Prefix
             * @description How its numbers begin: `望教培` gives `望教培〔2026〕00001号`
             */
            number_prefix: string;
        };
        /** IssuerResponse */
        IssuerResponse: {
            /** Issuer Code */
            issuer_code: string;
            /** Name */
            name: string;
            /** Number Prefix */
            number_prefix: string;
        };
        /**
         * LackResponse
         * @description How far a teacher is from a need.
         */
        LackResponse: {
            /** Counted */
            counted: string;
            /** Gap */
            gap: string;
            need: components["schemas"]["NeedResponse"];
            /** Required */
            required: string;
            /** Sentence En */
            sentence_en: string;
            /** Sentence Zh */
            sentence_zh: string;
        };
        /**
         * LineRequest
         * @description Hours or credits as if they had been earned; the span lies within one judging year.
         */
        LineRequest: {
            /** Category */
            category: string;
            /**
             * Credits
             * @description A decimal of at most 4 places, as text
             * @default 0
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
             * @description A decimal of at most 4 places, as text
             */
            hours: string;
            /** Kind */
            kind: string;
            /** Level */
            level: string;
            /** Mode */
            mode: string;
            /** Nature */
            nature: string;
            /**
             * Organised By Admin
             * @default true
             */
            organised_by_admin: boolean;
            /** Tags */
            tags?: string[];
        };
        /**
         * MemberResponse
         * @description A member with the certificate, or with why there is none.
         */
        MemberResponse: {
            certificate: components["schemas"]["CertificateResponse"] | null;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            withheld: components["schemas"]["WithheldResponse"] | null;
        };
        /** NamedPerson */
        NamedPerson: {
            /** Name */
            name: string | null;
            /** Staff Number */
            staff_number: string | null;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /**
         * NeedResponse
         * @description A quantity that a clause asks for, in one period.
         */
        NeedResponse: {
            /** Clause Id */
            clause_id: string;
            /** Label En */
            label_en: string;
            /** Label Zh */
            label_zh: string;
            /** Pack Id */
            pack_id: string;
            /** Period */
            period: string | null;
            /** Unit */
            unit: string;
        };
        /**
         * OpenClause
         * @description A mandatory clause that is not met, in short.
         */
        OpenClause: {
            /** Clause Id */
            clause_id: string;
            /** Gap */
            gap: string | null;
            /** Pack Id */
            pack_id: string;
            /** Period */
            period: string | null;
            result: components["schemas"]["Result"];
            /** Sentence Zh */
            sentence_zh: string;
            /**
             * Unit
             * @description `hours`, `credits`, or in Chinese what is counted one by one
             */
            unit: string | null;
            /**
             * Unit En
             * @description The same in English
             */
            unit_en: string | null;
        };
        /** OutcomeCount */
        OutcomeCount: {
            /** Items */
            items: components["schemas"]["NamedPerson"][];
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "MET" | "COVERED" | "REACHABLE" | "CLASH" | "OUT_OF_REACH";
            /** Teachers */
            teachers: number;
        };
        /**
         * PackInUse
         * @description A pack with the number of teachers it is in force for on the day.
         */
        PackInUse: {
            /** Content Hash */
            content_hash: string;
            /** Pack Id */
            pack_id: string;
            /** Teachers */
            teachers: number;
            /** Version */
            version: string;
        };
        /** Page[AdjustmentResponse] */
        Page_AdjustmentResponse_: {
            /** Items */
            items: components["schemas"]["AdjustmentResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[CertificateResponse] */
        Page_CertificateResponse_: {
            /** Items */
            items: components["schemas"]["CertificateResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[DeliveryResponse] */
        Page_DeliveryResponse_: {
            /** Items */
            items: components["schemas"]["DeliveryResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[StandingItem] */
        Page_StandingItem_: {
            /** Items */
            items: components["schemas"]["StandingItem"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /**
         * People
         * @description How many, and who: in the order of their ids, from `names_after` on, at most `names` of them.
         */
        People: {
            /** Count */
            count: number;
            /** Items */
            items: components["schemas"]["NamedPerson"][];
        };
        /**
         * PlaceResponse
         * @description Where in the dimensions: any of the codes in each, everything where there are none.
         */
        PlaceResponse: {
            /** Category */
            category: string[];
            /** En */
            en: string;
            /** Kind */
            kind: string[];
            /** Level */
            level: string[];
            /** Mode */
            mode: string[];
            /** Nature */
            nature: string[];
            /** Tags */
            tags: string[];
            /** When */
            when: string | null;
            /** Zh */
            zh: string;
        };
        /**
         * PopulationResponse
         * @description A school or the district under its pack. People decide what follows from it, never the system.
         */
        PopulationResponse: {
            /**
             * As Of
             * Format: date
             */
            as_of: string;
            /** Clauses */
            clauses: components["schemas"]["SchoolClauseResponse"][];
            /** Known At Seq */
            known_at_seq: number;
            pack: components["schemas"]["GoverningPack"];
            /**
             * School Id
             * @description Null for the district as a whole
             */
            school_id: string | null;
            /** School Name */
            school_name: string | null;
            verdict: components["schemas"]["Result"];
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
         * Progress
         * @description Whether time is up. Until then: counted at least in proportion to the days gone by, or not.
         * @enum {string}
         */
        Progress: "final" | "on_track" | "behind";
        /** ProvenEntryResponse */
        ProvenEntryResponse: {
            /**
             * Canonical
             * @description The entry as RFC 8785 JSON
             */
            canonical: string;
            /**
             * Path
             * @description The hashes beside its way up to the head's tree root (RFC 9162), in hex
             */
            path: string[];
            /**
             * Previous Hash
             * @description The hash of the entry before it in the book, in hex
             */
            previous_hash: string;
        };
        /**
         * PublicCertificateResponse
         * @description What anybody who holds the paper may know: enough to hold every line of it against the book.
         */
        PublicCertificateResponse: {
            /** Code */
            code: string;
            /** Credits */
            credits: string;
            /** District */
            district: string;
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
             * Holder
             * @description Masked
             */
            holder: string;
            /** Hours */
            hours: string;
            /**
             * Issued On
             * Format: date
             */
            issued_on: string;
            /** Issuer */
            issuer: string;
            kind: components["schemas"]["CertificateKind"];
            /** Label En */
            label_en: string;
            /** Label Zh */
            label_zh: string;
            /**
             * Name Matches
             * @description Whether `name` is the holder's; null where none was given
             */
            name_matches: boolean | null;
            /** Number */
            number: string;
            /**
             * Reissued
             * @description Whether another certificate was issued in its place
             */
            reissued: boolean;
            revocation_ground: components["schemas"]["Ground"] | null;
            /** Revoked At */
            revoked_at: string | null;
            /**
             * Signed
             * @description Compact JWS (Ed25519) of these facts; keys at /ledger/v1/book-keys
             */
            signed: string;
            /**
             * Status
             * @enum {string}
             */
            status: "VALID" | "REVOKED";
            /** Title */
            title: string;
        };
        /**
         * QuantityResponse
         * @description One quantity that a clause looks at.
         */
        QuantityResponse: {
            /**
             * Beyond
             * @description How much lies over the upper limit, if there is one
             */
            beyond: string;
            /** Counted */
            counted: string;
            /** Gap */
            gap: string;
            /** Label En */
            label_en: string;
            /** Label Zh */
            label_zh: string;
            /** Required */
            required: string | null;
            /**
             * Unit
             * @description `hours`, `credits`, or in Chinese what is counted one by one
             */
            unit: string;
            /**
             * Unit En
             * @description The same in English
             */
            unit_en: string;
        };
        /**
         * RateResponse
         * @description One rate of a clause with its formula, under the reading in force and under every other.
         */
        RateResponse: {
            /** Formula En */
            formula_en: string;
            /** Formula Zh */
            formula_zh: string;
            /** Heads Asked */
            heads_asked: number | null;
            /** Inclusive */
            inclusive: boolean;
            /** Label En */
            label_en: string;
            /** Label Zh */
            label_zh: string;
            /** Other Readings */
            other_readings: components["schemas"]["RateValueResponse"][];
            /** Percent Asked */
            percent_asked: string | null;
            /** Reason */
            reason: string;
            result: components["schemas"]["Result"];
            /** Sense */
            sense: string;
            value: components["schemas"]["RateValueResponse"];
        };
        /**
         * RateValueResponse
         * @description A rate under one reading of the source: both numbers, and the people behind each.
         */
        RateValueResponse: {
            /** Counted */
            counted: number;
            /** In Force */
            in_force: boolean;
            /** @description In neither number: approved exceptions, and whom it does not concern */
            left_out: components["schemas"]["People"];
            /** @description Those who count */
            names: components["schemas"]["People"];
            /**
             * Out Of
             * @description People, person-times or places; null for a plain number of heads
             */
            out_of: number | null;
            /** Percent */
            percent: string | null;
            /** Reading En */
            reading_en: string;
            /** Reading Zh */
            reading_zh: string;
            /** Unknown */
            unknown: components["schemas"]["UnknownPerson"][];
            /** @description Those below the line who do not */
            without: components["schemas"]["People"];
        };
        /**
         * RefusedTeacher
         * @description Somebody to whom the class would bring nothing.
         */
        RefusedTeacher: {
            /** Name */
            name: string;
            /** Reasons */
            reasons: components["schemas"]["Sentence"][];
            /** Staff Number */
            staff_number: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /** ReissueRequest */
        ReissueRequest: {
            /** Reason */
            reason: string;
        };
        /** ReplayRequest */
        ReplayRequest: {
            /**
             * Message Ids
             * @description Only these
             */
            message_ids?: string[] | null;
            /**
             * Since
             * @description Only what was said from then on
             */
            since?: string | null;
            /**
             * States
             * @default [
             *       "PARKED"
             *     ]
             */
            states: ("WAITING" | "DELIVERED" | "PARKED")[];
            /**
             * Until
             * @description Only what was said until then
             */
            until?: string | null;
        };
        /** ReplayResponse */
        ReplayResponse: {
            /** Replayed */
            replayed: number;
        };
        /**
         * Result
         * @enum {string}
         */
        Result: "MET" | "NOT_MET" | "EXEMPT" | "NOT_APPLICABLE" | "UNDETERMINED";
        /** RevocationRequest */
        RevocationRequest: {
            /** Reason */
            reason: string;
        };
        /**
         * SchoolClauseResponse
         * @description One clause of scope school, unit or district in one period, with the calculation and the names.
         */
        SchoolClauseResponse: {
            /** Calculation */
            calculation: string | null;
            /** Clause Id */
            clause_id: string;
            /** Counted */
            counted: string | null;
            /** Counted Records */
            counted_records: components["schemas"]["CountedResponse"][];
            /** Due On */
            due_on: string | null;
            /** Gap */
            gap: string | null;
            /** Kind */
            kind: string;
            /** Missing */
            missing: string[];
            names: components["schemas"]["People"];
            /** Not Counted */
            not_counted: components["schemas"]["CountedResponse"][];
            /** Of Unit */
            of_unit: string | null;
            /** Period */
            period: string | null;
            progress: components["schemas"]["Progress"];
            /** Quantities */
            quantities: components["schemas"]["QuantityResponse"][];
            /** Quote */
            quote: string;
            /** Rates */
            rates: components["schemas"]["RateResponse"][];
            /** Reason */
            reason: string;
            /** Required */
            required: string | null;
            result: components["schemas"]["Result"];
            /** Scope */
            scope: string;
            /** Sentence En */
            sentence_en: string;
            /** Sentence Zh */
            sentence_zh: string;
            /** Severity */
            severity: string;
            /** Source */
            source: string;
            /** Title En */
            title_en: string;
            /** Title Zh */
            title_zh: string;
            /**
             * Unit
             * @description `hours`, `credits`, or in Chinese what is counted one by one
             */
            unit: string | null;
            /**
             * Unit En
             * @description The same in English
             */
            unit_en: string | null;
            without: components["schemas"]["People"];
        };
        /**
         * SchoolSummary
         * @description One school: heads where teachers stand in post on the day, credits where they were earned.
         */
        SchoolSummary: {
            /** Code */
            code: string;
            earned: components["schemas"]["EarnedResponse"];
            /** Name */
            name: string;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /** Standings */
            standings: {
                [key: string]: number;
            };
            /** Teachers */
            teachers: number;
        };
        /** Sentence */
        Sentence: {
            /** En */
            en: string;
            /** Zh */
            zh: string;
        };
        /**
         * ShortageResponse
         * @description One need of many teachers against the free places, in person-hours (or person-credits).
         */
        ShortageResponse: {
            /**
             * Asked
             * @description What all of them lack together, places held already counted as attended
             */
            asked: string;
            /** Asking */
            asking: components["schemas"]["AmountOf"][];
            /**
             * Carried
             * @description The most of it that free places can carry in the best allocation
             */
            carried: string;
            /** Classes */
            classes: components["schemas"]["ClassName"][];
            /**
             * Left
             * @description Who would go without, were the small gaps closed first: people decide
             */
            left: components["schemas"]["AmountOf"][];
            need: components["schemas"]["NeedResponse"];
            /**
             * Offered
             * @description What free places could bring; null where a class takes all who come
             */
            offered: string | null;
            place: components["schemas"]["PlaceResponse"];
            /** Places Free */
            places_free: number | null;
            /** Sentence En */
            sentence_en: string;
            /** Sentence Zh */
            sentence_zh: string;
            /**
             * Short
             * @description What is lacking in any allocation
             */
            short: string;
            /** Teachers */
            teachers: number;
        };
        /** SignedTextResponse */
        SignedTextResponse: {
            /**
             * Canonical
             * @description RFC 8785 JSON as text: what is signed
             */
            canonical: string;
            /**
             * Signature
             * @description Ed25519 over its bytes, in base64url
             */
            signature: string;
        };
        /**
         * StandingItem
         * @description One teacher's verdict with the clauses still open.
         */
        StandingItem: {
            /** Name */
            name: string;
            /** Open Clauses */
            open_clauses: components["schemas"]["OpenClause"][];
            /**
             * Pack Id
             * @description The pack in force for the teacher; null where there is none
             */
            pack_id: string | null;
            progress: components["schemas"]["Progress"];
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /** Staff Number */
            staff_number: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /** @description Over the mandatory clauses that are due on the day. What falls due later is `progress`, never a failure: MET may stand beside clauses that are NOT_MET so far. EXEMPT where all are excused, NOT_APPLICABLE where none applies */
            verdict: components["schemas"]["Result"];
        };
        /**
         * StandingResponse
         * @description A teacher under the packs of the cycle on a day. People decide what follows from it, never the system.
         */
        StandingResponse: {
            /**
             * As Of
             * Format: date
             */
            as_of: string;
            /** Clauses */
            clauses: components["schemas"]["ClauseResponse"][];
            /** Content Hash */
            content_hash: string;
            /** Known At Seq */
            known_at_seq: number;
            /** Name */
            name: string;
            /**
             * Pack Id
             * @description The pack in force on the day
             */
            pack_id: string;
            /** Pack Version */
            pack_version: string;
            /**
             * Packs
             * @description Every pack that judges, the one in force last; of a cycle that is over, one in which the teacher entered service and whose first months or years run on
             */
            packs: components["schemas"]["GoverningPack"][];
            progress: components["schemas"]["Progress"];
            /** Staff Number */
            staff_number: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /** @description Over the mandatory clauses that are due on the day. What falls due later is `progress`, never a failure: MET may stand beside clauses that are NOT_MET so far. EXEMPT where all are excused, NOT_APPLICABLE where none applies */
            verdict: components["schemas"]["Result"];
        };
        /**
         * StatementLine
         * @description An entry as a statement shows it.
         */
        StatementLine: {
            /** Category */
            category: string;
            /**
             * Causation Id
             * Format: uuid
             * @description The same for everything that one revision of an outcome caused
             */
            causation_id: string;
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
            /** Line */
            line: number | null;
            /** Mode */
            mode: string;
            /** Nature */
            nature: string;
            /**
             * Organised By Admin
             * @description Organised by the education administration or by its order
             */
            organised_by_admin: boolean;
            /**
             * Original Level
             * @description Where the program stands, if a rule books it at another level
             */
            original_level: string | null;
            /** Outcome Id */
            outcome_id: string | null;
            /** Pack Hash */
            pack_hash: string;
            /** Pack Id */
            pack_id: string;
            /** Post */
            post: string | null;
            /** Program Id */
            program_id: string | null;
            /**
             * Recorded At
             * Format: date-time
             */
            recorded_at: string;
            /**
             * Reversed By Seq
             * @description The entry that took this one back, if known by then
             */
            reversed_by_seq?: number | null;
            /** Reverses */
            reverses: string | null;
            /** Revision */
            revision: number | null;
            /**
             * Rules
             * @description Clauses of the pack that made the amounts what they are
             */
            rules: string[];
            /**
             * School Id
             * Format: uuid
             * @description The teacher's school when it was earned; a transfer never rewrites it
             */
            school_id: string;
            /** School Year */
            school_year: string;
            /**
             * Seq
             * @description Number in the district's book, without gaps
             */
            seq: number;
            /**
             * Source
             * @enum {string}
             */
            source: "class" | "claim" | "import" | "adjustment";
            /** Tags */
            tags: string[];
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /** Teacher Title */
            teacher_title: string | null;
            /**
             * Title
             * @description The training or claim that earned it
             */
            title: string;
            /** Title Tier */
            title_tier: string | null;
        };
        /**
         * StatementProofResponse
         * @description A statement that anybody can check without asking: `xuefen verify-statement FILE`.
         */
        StatementProofResponse: {
            /** Entries */
            entries: components["schemas"]["ProvenEntryResponse"][];
            /** @description The signed head of the book in which all these entries stand */
            head: components["schemas"]["SignedTextResponse"];
            /** @description For convenience; a check trusts the keys it got by a way of its own */
            keys: components["schemas"]["BookKeysResponse"];
            /** @description Of form `xuefen.statement.v1`: whose, as of when, sums, entries */
            statement: components["schemas"]["SignedTextResponse"];
        };
        /**
         * StatementResponse
         * @description Everything in the book for one teacher, as of a day and as known at a number of the book.
         */
        StatementResponse: {
            /**
             * As Of
             * Format: date
             */
            as_of: string;
            /** Credits */
            credits: string;
            /** Hours */
            hours: string;
            /** Known At Seq */
            known_at_seq: number;
            /** Lines */
            lines: components["schemas"]["StatementLine"][];
            /** Name */
            name: string;
            /** Staff Number */
            staff_number: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /** Years */
            years: components["schemas"]["YearTotal"][];
        };
        /**
         * StrandedTeacher
         * @description A teacher who cannot get there, and what is still lacking after the best that could be attended.
         */
        StrandedTeacher: {
            /**
             * Attends
             * @description The best way that was found, places held already included
             */
            attends: components["schemas"]["ClassName"][];
            /** Clashes */
            clashes: components["schemas"]["ClashResponse"][];
            /** Lacking */
            lacking: components["schemas"]["LackResponse"][];
            /** Name */
            name: string | null;
            /**
             * Outcome
             * @description OUT_OF_REACH: not even with everything open to the teacher; CLASH: only because classes clash
             * @enum {string}
             */
            outcome: "MET" | "COVERED" | "REACHABLE" | "CLASH" | "OUT_OF_REACH";
            /** Staff Number */
            staff_number: string | null;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /**
         * SubjectRequest
         * @description One teacher, or who is in post at a school; everybody in post in the district where neither is given.
         */
        SubjectRequest: {
            /** School Id */
            school_id?: string | null;
            /** Teacher Id */
            teacher_id?: string | null;
        };
        /**
         * SummaryResponse
         * @description A district on a day.
         */
        SummaryResponse: {
            /**
             * As Of
             * Format: date
             */
            as_of: string;
            /** Content Hash */
            content_hash: string | null;
            earned: components["schemas"]["EarnedResponse"];
            /** Known At Seq */
            known_at_seq: number;
            /**
             * Pack Id
             * @description The pack of the district as a whole; null when none is in force
             */
            pack_id: string | null;
            /**
             * Packs
             * @description All packs in force; nobody is judged without one
             */
            packs: components["schemas"]["PackInUse"][];
            /** Schools */
            schools: components["schemas"]["SchoolSummary"][];
            /** Standings */
            standings: {
                [key: string]: number;
            };
            /** Teachers */
            teachers: number;
        };
        /** Sums */
        Sums: {
            /** Credits */
            credits: string;
            /** Hours */
            hours: string;
        };
        /** TriedClass */
        TriedClass: {
            /** Capacity */
            capacity: number | null;
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /** Ends On */
            ends_on: string | null;
            /** Enrolled */
            enrolled: number;
            /** Title */
            title: string;
        };
        /**
         * TriedPackRequest
         * @description Another version, or other terms, in the place of an assignment; of the district's own where none is named.
         */
        TriedPackRequest: {
            /** Assignment Id */
            assignment_id?: string | null;
            /**
             * Builds On
             * @description The published version that `content` is put on
             */
            builds_on?: string | null;
            /**
             * Content
             * @description A pack in YAML that nobody has published
             */
            content?: string | null;
            /**
             * Content Hash
             * @description A published version
             */
            content_hash?: string | null;
            /**
             * Parameters
             * @description In place of the assignment's
             */
            parameters?: {
                [key: string]: string;
            } | null;
            /** Switches */
            switches?: {
                [key: string]: string;
            } | null;
        };
        /**
         * UnknownPerson
         * @description Somebody of whom it cannot be said whether they count.
         */
        UnknownPerson: {
            /** Name */
            name: string | null;
            /** Staff Number */
            staff_number: string | null;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /** Why En */
            why_en: string;
            /** Why Zh */
            why_zh: string;
        };
        /** Verdict */
        Verdict: {
            /** Packs */
            packs: components["schemas"]["GoverningPack"][];
            progress: components["schemas"]["Progress"];
            /** @description Over the mandatory clauses that are due on the day. What falls due later is `progress`, never a failure: MET may stand beside clauses that are NOT_MET so far. EXEMPT where all are excused, NOT_APPLICABLE where none applies */
            verdict: components["schemas"]["Result"];
        };
        /** VerdictCount */
        VerdictCount: {
            after: components["schemas"]["Result"];
            before: components["schemas"]["Result"];
            /** Teachers */
            teachers: number;
        };
        /** WebhookRequest */
        WebhookRequest: {
            /**
             * Active
             * @description Paused, it is told nothing
             * @default true
             */
            active: boolean;
            /** Types */
            types: components["schemas"]["WebhookType"][];
            /**
             * Url
             * @description https, on port 443 or above 1023, of a public host
             */
            url: string;
        };
        /**
         * WebhookResponse
         * @description An address, and how it has been answering.
         */
        WebhookResponse: {
            /** Active */
            active: boolean;
            /**
             * Failures
             * @description Calls in a row that the address did not answer
             */
            failures: number;
            /**
             * Former Secret Until
             * @description Until then the secret before signs too
             */
            former_secret_until: string | null;
            /** Name */
            name: string;
            /**
             * Parked
             * @description Messages given up, which can be replayed
             */
            parked: number;
            /**
             * Rests Until
             * @description Nothing is tried before
             */
            rests_until: string | null;
            /**
             * Secret
             * @description Shown when it is made, and never again
             */
            secret?: string | null;
            /**
             * Set At
             * Format: date-time
             */
            set_at: string;
            /** Types */
            types: string[];
            /** Url */
            url: string;
            /**
             * Waiting
             * @description Messages not delivered yet
             */
            waiting: number;
        };
        /**
         * WebhookType
         * @description What can be subscribed to.
         * @enum {string}
         */
        WebhookType: "entries.posted" | "book_head.signed" | "certificates.issued" | "certificates.revoked";
        /** WebhooksResponse */
        WebhooksResponse: {
            /** Items */
            items: components["schemas"]["WebhookResponse"][];
        };
        /**
         * WhatIfRequest
         * @description What is tried on whom. At least one of pack, entries and class.
         */
        WhatIfRequest: {
            /**
             * As Of
             * @description The day of judging; today, or the last day of the class if that is later
             */
            as_of?: string | null;
            /**
             * Class Id
             * @description A class, as if attended in full and passed
             */
            class_id?: string | null;
            /**
             * Cursor
             * @description `next_cursor` of the page before
             */
            cursor?: string | null;
            /**
             * Entries
             * @description For each teacher of the subject
             */
            entries?: components["schemas"]["LineRequest"][];
            /**
             * Known At Seq
             * @description As the book knew it at this entry: keeps the pages of one question together
             */
            known_at_seq?: number | null;
            /**
             * Limit
             * @description How many teachers to judge in this page
             * @default 200
             */
            limit: number;
            pack?: components["schemas"]["TriedPackRequest"] | null;
            subject?: components["schemas"]["SubjectRequest"];
            /**
             * Taken By
             * @description Of many teachers: who holds a place in the class, or everybody who may enter it
             * @default enrolled
             * @enum {string}
             */
            taken_by: "enrolled" | "eligible";
        };
        /**
         * WhatIfResponse
         * @description Who would stand otherwise, of the teachers judged in this page.
         *
         *     Nothing is posted or said to anybody; only the answer itself is kept, for repeats under the same key.
         */
        WhatIfResponse: {
            /**
             * As Of
             * Format: date
             */
            as_of: string;
            /** Changed */
            changed: number;
            /**
             * Clauses
             * @description Which clauses change, and how often
             */
            clauses: components["schemas"]["ClauseCount"][];
            /** Items */
            items: components["schemas"]["ChangedTeacher"][];
            /**
             * Judged
             * @description Teachers looked at in this page
             */
            judged: number;
            /** Known At Seq */
            known_at_seq: number;
            /**
             * Next Cursor
             * @description More teachers follow: ask again with it and with `known_at_seq`
             */
            next_cursor: string | null;
            /** @description What was tried in the place of an assignment */
            pack: components["schemas"]["GoverningPack"] | null;
            /** Refused */
            refused: components["schemas"]["RefusedTeacher"][];
            tried_class: components["schemas"]["TriedClass"] | null;
            /**
             * Verdicts
             * @description All who were judged, unchanged ones included
             */
            verdicts: components["schemas"]["VerdictCount"][];
        };
        /** WithheldResponse */
        WithheldResponse: {
            /**
             * Certificate Id
             * @description The certificate that was issued before
             */
            certificate_id: string | null;
            /**
             * Code
             * @enum {string}
             */
            code: "not-passed" | "not-excellent" | "not-for-new-teachers" | "nothing-earned" | "not-posted-yet" | "not-granted" | "clause-not-reached" | "issued-already" | "revoked-before";
            /** Sentence En */
            sentence_en: string;
            /** Sentence Zh */
            sentence_zh: string;
        };
        /** YearTotal */
        YearTotal: {
            /** Credits */
            credits: string;
            /** Hours */
            hours: string;
            /** School Year */
            school_year: string;
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
    get_book_keys: {
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
                    "application/json": components["schemas"]["BookKeysResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    get_public_certificate: {
        parameters: {
            query?: {
                /** @description The name on the paper, to be held against the holder's */
                name?: string | null;
            };
            header?: never;
            path: {
                code: string;
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
                    "application/json": components["schemas"]["PublicCertificateResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    list_adjustments: {
        parameters: {
            query?: {
                /** @description PROPOSED: still to be decided */
                state?: ("PROPOSED" | "APPROVED" | "REJECTED" | "WITHDRAWN") | null;
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
                    "application/json": components["schemas"]["Page_AdjustmentResponse_"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    post_adjustment: {
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
                "application/json": components["schemas"]["AdjustmentRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdjustmentResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    get_adjustment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                adjustment_id: string;
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
                    "application/json": components["schemas"]["AdjustmentResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    post_adjustment_decision: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                adjustment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdjustmentDecisionRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdjustmentResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    get_book: {
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
                    "application/json": components["schemas"]["BookResponse"];
                };
            };
            /** @description The same as the answer whose ETag was sent in If-None-Match */
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
            503: components["responses"]["Problem503"];
        };
    };
    get_book_export: {
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
            /** @description One JSON object a line: the book, its entries, its signed heads, the outcomes heard, balances */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    list_book_heads: {
        parameters: {
            query?: {
                /** @description The last head already known; 0 for all */
                after_number?: number;
                /** @description How many items, at most 500 */
                limit?: number;
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
                    "application/json": components["schemas"]["HeadsResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    post_book_verification: {
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
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookVerificationResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    get_book_verification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                verification_id: string;
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
                    "application/json": components["schemas"]["BookVerificationResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    list_certificate_issuers: {
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
                    "application/json": components["schemas"]["IssuerResponse"][];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    put_certificate_issuer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                issuer_code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IssuerRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuerResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    list_certificates: {
        parameters: {
            query?: {
                /** @description Only of this teacher */
                teacher_id?: string | null;
                /** @description Only of this class */
                class_id?: string | null;
                /** @description Only of this kind */
                kind?: components["schemas"]["CertificateKind"] | null;
                /** @description Only valid ones, or only revoked ones */
                holds?: boolean | null;
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
                    "application/json": components["schemas"]["Page_CertificateResponse_"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    get_certificate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                certificate_id: string;
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
                    "application/json": components["schemas"]["CertificateInFull"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    get_certificate_document: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                certificate_id: string;
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
            503: components["responses"]["Problem503"];
        };
    };
    post_certificate_reissue: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                certificate_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReissueRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CertificateResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    put_certificate_revocation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                certificate_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevocationRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CertificateInFull"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    post_certificates: {
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
                "application/json": components["schemas"]["CertificatesRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CertificatesResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    get_coverage: {
        parameters: {
            query?: {
                /** @description Only classes of this plan; of all plans by default */
                plan_id?: string | null;
                /** @description Only who is in post at this school */
                school_id?: string | null;
                /** @description What is due by this day; by default the end of the judging year of the last class */
                as_of?: string | null;
                /** @description How many names to show behind each number */
                names?: number;
                /** @description The last teacher shown: go on behind */
                names_after?: string | null;
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
                    "application/json": components["schemas"]["CoverageResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    list_entries: {
        parameters: {
            query?: {
                /** @description The last entry already known; 0 for all */
                after_seq?: number;
                /** @description How many items, at most 500 */
                limit?: number;
                /** @description Seconds to wait for an entry where there is none yet, at most 30 */
                wait?: number;
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
                    "application/json": components["schemas"]["FeedResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    post_history_import: {
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
                    "application/json": components["schemas"]["HistoryImportResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    get_history_import: {
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
                    "application/json": components["schemas"]["HistoryImportResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    get_rates: {
        parameters: {
            query?: {
                /** @description What was earned by this day; today by default */
                as_of?: string | null;
                /** @description Only this clause */
                clause_id?: string | null;
                /** @description How many names to show behind each number */
                names?: number;
                /** @description The last teacher shown: go on behind */
                names_after?: string | null;
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
                    "application/json": components["schemas"]["PopulationResponse"];
                };
            };
            /** @description The same as the answer whose ETag was sent in If-None-Match */
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
            503: components["responses"]["Problem503"];
        };
    };
    get_school_standing: {
        parameters: {
            query?: {
                /** @description What was earned by this day; today by default */
                as_of?: string | null;
                /** @description Only this clause */
                clause_id?: string | null;
                /** @description How many names to show behind each number */
                names?: number;
                /** @description The last teacher shown: go on behind */
                names_after?: string | null;
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
                    "application/json": components["schemas"]["PopulationResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    list_standings: {
        parameters: {
            query?: {
                /** @description Only who is in post at this school on the day */
                school_id?: string | null;
                /** @description What was earned by this day; today by default */
                as_of?: string | null;
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
                    "application/json": components["schemas"]["Page_StandingItem_"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    get_summary: {
        parameters: {
            query?: {
                /** @description What was earned by this day; today by default */
                as_of?: string | null;
                /** @description As the book knew it at this entry; now by default */
                known_at_seq?: number | null;
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
                    "application/json": components["schemas"]["SummaryResponse"];
                };
            };
            /** @description The same as the answer whose ETag was sent in If-None-Match */
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
            503: components["responses"]["Problem503"];
        };
    };
    get_balance: {
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
                    "application/json": components["schemas"]["BalanceResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    get_standing: {
        parameters: {
            query?: {
                /** @description What was earned by this day; today by default */
                as_of?: string | null;
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
                    "application/json": components["schemas"]["StandingResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    get_statement: {
        parameters: {
            query?: {
                /** @description What was earned by this day; today by default */
                as_of?: string | null;
                /** @description As the book knew it at this entry; now by default */
                known_at_seq?: number | null;
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
                    "application/json": components["schemas"]["StatementResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    get_statement_proof: {
        parameters: {
            query?: {
                /** @description What was earned by this day; today by default */
                as_of?: string | null;
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
                    "application/json": components["schemas"]["StatementProofResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    list_webhooks: {
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
                    "application/json": components["schemas"]["WebhooksResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    put_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                /** @description A name of your own */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    list_webhook_deliveries: {
        parameters: {
            query?: {
                /** @description Only these */
                state?: ("WAITING" | "DELIVERED" | "PARKED") | null;
                /** @description How many items, at most 500 */
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
            };
            header?: never;
            path: {
                district_id: number;
                /** @description A name of your own */
                name: string;
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
                    "application/json": components["schemas"]["Page_DeliveryResponse_"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    get_webhook_delivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                /** @description A name of your own */
                name: string;
                message_id: string;
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
                    "application/json": components["schemas"]["DeliveryDetailResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    post_webhook_ping: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                /** @description A name of your own */
                name: string;
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
                    "application/json": components["schemas"]["DeliveryDetailResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    post_webhook_replay: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                /** @description A name of your own */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    put_webhook_secret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                /** @description A name of your own */
                name: string;
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
                    "application/json": components["schemas"]["WebhookResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
    post_what_if: {
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
                "application/json": components["schemas"]["WhatIfRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WhatIfResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            503: components["responses"]["Problem503"];
        };
    };
}
