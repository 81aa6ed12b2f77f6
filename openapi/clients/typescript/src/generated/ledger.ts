// Generated from openapi/ledger.json by `make clients`.

export interface paths {
    "/ledger/v1/attestations/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Verify an attestation (public)
         * @description What an attestation says and whether it holds, for anybody who has its code; without a token.
         *
         *     Hold every line against the paper. SUPERSEDED is no fault: what it says was so, and more is known by now. A browser
         *     (`Accept: text/html`) is shown a page in Chinese and English. The same 404 for whatever is no code of an
         *     attestation; 429 `asked-too-often` after 30 requests a minute from one address.
         */
        get: operations["get_public_attestation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
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
         *     Hold every line against the paper. A browser (`Accept: text/html`) is shown a page in Chinese and English. The same
         *     404 for whatever is no code of a certificate; 429 `asked-too-often` after 30 requests a minute from one address.
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
    "/ledger/v1/districts/{district_id}/attestations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Attestations
         * @description In the order of issuing: a teacher's own, a school's, or all.
         *
         *     A school has those of who stood there on the day they tell of and, with `teacher_id`, all of who is in post there.
         */
        get: operations["list_attestations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/attestations/{attestation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An attestation
         * @description What it says and what has become of it. 404 where there is none within reach.
         */
        get: operations["get_attestation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/attestations/{attestation_id}/credential": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An attestation as an Open Badge
         * @description A verifiable credential (Open Badges 3.0) of a year or a cycle as a compact JWT signed with Ed25519.
         *
         *     As of certificates; its evidence is the signed head of the book. One that was superseded is still given, for what
         *     it says was so. 409 `attestation-revoked`, `holder-renamed`; 404 where there is none within reach.
         */
        get: operations["get_attestation_credential"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/attestations/{attestation_id}/document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An attestation on paper
         * @description A PDF/A with the tables, the clauses in the words of the pack, the head of the book, and a QR code.
         *
         *     The code is an address where it is verified, and after `#` a signature. One that holds no longer says so across the
         *     page. 409 `holder-renamed` when the teacher bears another name now. 503 when many are being printed.
         */
        get: operations["get_attestation_document"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/attestations/{attestation_id}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An attestation, provable offline
         * @description The teacher's statement as of its day and as its head of the book knew it, with a proof for each entry.
         *
         *     Keep the answer as a file: `xuefen verify-statement FILE` checks it without any connection. Its head is the one
         *     that the paper names, whatever was posted since.
         */
        get: operations["get_attestation_proof"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/attestations/{attestation_id}/revocation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Revoke an attestation
         * @description A person's decision, for ever: another may be issued. 409 `attestation-revoked` where it is already.
         */
        put: operations["put_attestation_revocation"];
        post?: never;
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
         *     them. The larger the book, the longer. What it finds names its row.
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
    "/ledger/v1/districts/{district_id}/booklets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Booklets
         * @description In the order of issuing: a teacher's own, those that a school keeps, or all.
         *
         *     With `owed=true` and a school: those that this school is still to be given, since their teachers moved there.
         */
        get: operations["list_booklets"];
        put?: never;
        /**
         * Issue a booklet
         * @description The booklet of continuing education, one a teacher, kept by the school of the post on that day (P240-15).
         *
         *     404 for a teacher who is not there; 409 `not-at-that-school` for one without a post on that day, `booklet-issued`
         *     where there is one already, `booklet-number-taken`, `booklet-ahead` for a day that is still to come.
         */
        post: operations["post_booklet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/booklets/{booklet_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A booklet
         * @description Who keeps it, and everything that became of it. 404 where there is none within reach.
         */
        get: operations["get_booklet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/booklets/{booklet_id}/handovers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand a booklet over
         * @description To the school where the teacher works now; or, without a school, to the teacher who leaves the district with it.
         *
         *     By the school that keeps it, or the district. One that was lost and is found is handed over too. 409
         *     `not-at-that-school`, `booklet-not-kept` for one that was replaced, `booklet-backdated`, `booklet-ahead`,
         *     `booklet-moved` where somebody else recorded something at the same moment.
         */
        post: operations["post_booklet_handover"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/booklets/{booklet_id}/losses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record the loss of a booklet
         * @description By the school that kept it, or the district. 409 `booklet-not-kept`, `booklet-backdated`, `booklet-ahead`.
         */
        post: operations["post_booklet_loss"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/booklets/{booklet_id}/reissues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue another booklet in its place
         * @description In the place of one that was lost, spoilt or filled, which is no proof any more. Nothing in the book is lost.
         *
         *     The school of the post on that day keeps it. 409 `booklet-not-kept` where that was done before,
         *     `booklet-number-taken`, `booklet-backdated`, `booklet-ahead`.
         */
        post: operations["post_booklet_reissue"];
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
    "/ledger/v1/districts/{district_id}/certificate-prints/{print_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far a print is
         * @description Progress, what was not printed and why, and where the result is. 404 when there is none.
         */
        get: operations["get_certificate_print"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/certificate-prints/{print_id}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Cancel a print
         * @description Stop it; what was printed so far is removed. Twice is once. 409 `print-ended` where it is finished.
         */
        put: operations["put_certificate_print_cancellation"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/certificate-prints/{print_id}/document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The certificates of a class on paper
         * @description The PDF/A, or a ZIP of them where there are several, under names that sort in the order of numbers.
         *
         *     409 `print-running` before it is finished; 410 `print-gone` when it was cancelled or seven days are over,
         *     `file-gone` where that happens while it is being sent.
         */
        get: operations["get_certificate_print_document"];
        put?: never;
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
         * @description In the order of issuing: a teacher's own, a school's, or all.
         *
         *     A school has those of who was there when it was earned and, with `teacher_id`, all of who is in post there now.
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
    "/ledger/v1/districts/{district_id}/certificates/{certificate_id}/credential": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A certificate as an Open Badge
         * @description A verifiable credential (Open Badges 3.0, W3C data model 2.0) as a compact JWT signed with Ed25519.
         *
         *     A wallet keeps it; any verifier of Open Badges checks it without us: the issuer is a did:web, revocation a
         *     BitstringStatusList. It holds no name, only a salted hash of it. 409 `certificate-revoked`; 409 `holder-renamed`
         *     when the teacher bears another name now; 404 where there is none within reach.
         */
        get: operations["get_certificate_credential"];
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
    "/ledger/v1/districts/{district_id}/classes/{class_id}/certificate-prints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have a class's certificates printed
         * @description Have the worker print every certificate of a class that holds, in the order of numbers; ask how far it is.
         *
         *     About a second for 100 pages. A restart loses nothing. 404 for a class that is not there; 409 `nothing-to-print`
         *     where none holds; 422 `too-many-to-print` beyond 5,000.
         */
        post: operations["post_certificate_print"];
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
         *     (long poll). Connected systems need the scope `feed:read` (403 without it), and may ask 600 times a minute (429
         *     beyond). 503 with Retry-After while too many readers wait.
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
    "/ledger/v1/districts/{district_id}/entries/{entry_id}/provenance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where an entry comes from
         * @description What caused an entry and what proves it: a row of a file with its paper and grade of evidence, a revision of a
         *     result or a claim, what two persons agreed on with the hashes of the files, or the undo of an import; the merge
         *     that moved it from another number of the person; and the certificates that stand on it.
         *
         *     404 where its teacher is out of reach.
         */
        get: operations["get_entry_provenance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Exports
         * @description What you asked for, the newest first. Nobody else sees it.
         */
        get: operations["list_exports"];
        put?: never;
        /**
         * Have a file made of the book
         * @description Have the worker write entries, statements or standings to xlsx, CSV or NDJSON; ask again for how far it is.
         *
         *     The file tells of one moment of the book, `known_at_seq`, whatever is posted while it is made. Beside levels and
         *     modes stand the codes of the national teacher system: 10, 20, 30, 40, 60 or 99, and 2 for centralised training (1
         *     where it ran for more than a month), 3 online, 4 blended, 9 for anything else. Cells that a spreadsheet would take
         *     for a formula have a ' before them. xlsx has a further sheet for each million rows.
         *
         *     About 3,000 entries a second as xlsx, 10,000 otherwise. The file is kept for 7 days. 409 `too-many-exports` beyond
         *     five of one account at a time, `pack-not-assigned` where standings are wanted of a day without a pack; 404 for a
         *     school that is not there or not yours. Connected systems need the scope `feed:read` (403 without it).
         */
        post: operations["post_export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/exports/{export_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far an export is
         * @description State and progress: `done` of `total` entries or teachers. 404, also for what somebody else asked for.
         */
        get: operations["get_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/exports/{export_id}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Cancel an export
         * @description Stop it, or have the file removed that is made already. The same again changes nothing. 404.
         */
        put: operations["put_export_cancellation"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/exports/{export_id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The file of an export
         * @description The file, whole or the bytes named in `Range` (RFC 9110): what broke off is resumed, `If-Range` with the ETag.
         *
         *     409 `export-not-ready` while it is being made; 410 `export-gone` when it was cancelled or has expired,
         *     `file-gone` where that happens while it is being sent; 404.
         */
        get: operations["get_export_content"];
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
        /**
         * Imports of old hours
         * @description Every file that was ever brought, dry runs and refused ones included, the first first.
         */
        get: operations["list_history_imports"];
        put?: never;
        /**
         * Import old hours
         * @description Import an xlsx or CSV file of hours and credits earned before, one row for each training of a teacher.
         *
         *     Columns: 工号, 开始日期, 结束日期, 学时, 学分, 类别, 层级, 方式, 性质, 类型, 名称, 组织方; if wanted also 标签,
         *     several divided by a comma, 依据, the paper that says so, and 证据等级: 原件, 名册, 复印件 or 本人申报 (ORIGINAL,
         *     REGISTER, COPY, DECLARED); whatever is not declared names its paper. Dimensions are codes of the pack in force or
         *     their Chinese names; 组织方 says 教育行政部门 or 其他; a row lies within one judging year.
         *
         *     Faults are listed by row and column, without the values, and then nothing is posted. `same-training`: the book or
         *     an earlier row counts it already, under the same title on the same days; `carried-over`: it came along from another
         *     district. A row that stands in the book word for
         *     word adds nothing, in whatever file it comes. What is only like another training is posted and flagged; the rows
         *     say which. Nobody brings hours of their own. Up to 1,000 rows stand in the book at once (201); of more the worker
         *     posts the next thousands (202): ask for the import until its `state` is DONE.
         *
         *     409 `pack-not-assigned` where no pack is in force today; 422 `unreadable` for a file that is no spreadsheet. At
         *     most 20,000 rows, 300 of one teacher, and 5 MB.
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
         * @description What checking the file found, how far it is posted, and whether it was undone. 404 when there is none.
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
    "/ledger/v1/districts/{district_id}/history-imports/{import_id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The file that was imported
         * @description The file as it was brought: its SHA-256 is the import's `file_hash`. 404 of what was not applied.
         */
        get: operations["get_history_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/history-imports/{import_id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became of each row
         * @description The rows in the order of the file, of a dry run too. 404 when there is no such import.
         *
         *     Imports made before rows were kept have none.
         */
        get: operations["list_history_rows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/history-imports/{import_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo an import
         * @description Take back everything that an import gave and that still stands, under one causation id; once.
         *
         *     An import that is still being posted is stopped first. What an adjustment took back before is left as it is and
         *     named in `undo.left`. Up to 1,000 entries are taken back at once (201), of more the worker takes back the next
         *     thousands (202). The rows may be brought again afterwards. 404 when there is none; 409 `import-not-applied` for a
         *     dry run or a refused file, `import-undone`, `concerns-yourself` to a teacher to whom it gave something.
         */
        post: operations["post_history_undo"];
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
    "/ledger/v1/districts/{district_id}/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reports that were kept
         * @description The newest first: kind, day, number of the book and hash of each.
         */
        get: operations["list_reports"];
        put?: never;
        /**
         * Keep the sums or rates as they stand
         * @description Keep the district's summary or rates of a day, as the book knew it at a number or moment, for ever.
         *
         *     At the end of every month in which something was posted, or that followed one, both are kept without asking. A
         *     summary of what is known by now is told to the city or province above, one of what was known earlier is not. 409
         *     `pack-not-assigned` for rates on a day without a pack.
         */
        post: operations["post_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/reports/{report_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A report
         * @description A summary, or rates with their formulas and the people behind each number, as it was kept.
         *
         *     Who the people are was kept, what they are called was not: names are those of today. The answer has an ETag for
         *     If-None-Match (304). 404 when there is none.
         */
        get: operations["get_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/reports/{report_id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The very bytes of a report
         * @description Canonical JSON whose sha256 is the report's `content_hash`: people are ids in it. 404 when there is none.
         */
        get: operations["get_report_content"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/roll-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sums of the districts below
         * @description What the districts below told of themselves, the newest of each up to the day, and all of it added up.
         *
         *     A district tells its summary at the end of a month and whenever it keeps one; nobody looks into its book. Heads are
         *     each counted once: nobody is in post in two districts at once. Who has told nothing yet is listed with nothing told.
         *     The answer has an ETag for If-None-Match (304). Connected systems need the scope `summary:read`.
         */
        get: operations["get_roll_up"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/schools/{school_id}/attestations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Attest the year or cycle of a school
         * @description Issue the same to all teachers in post at a school today, or to those named; each one's fate is told.
         *
         *     Everything as for one teacher; who gets none is listed with the reason (`pack-not-assigned`, `period-not-begun`,
         *     `not-judged`, `not-at-that-school`) and never stops the others. At most 500 at once: 422 `too-many-teachers`, name
         *     some. 404 for a school out of reach or an unknown issuer; 409 `nothing-stated`, `not-yet-signed`.
         */
        post: operations["post_school_attestations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/schools/{school_id}/booklets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue the booklets of a school
         * @description Issue one each to at most 1,000 teachers who work at a school on that day; each one's fate is told.
         *
         *     Who gets none is listed with the reason (`not-at-that-school`, `booklet-issued`, `booklet-number-taken`) and never
         *     stops the others. 404 for a school that is not there; 409 `booklet-ahead` for a day that is still to come.
         */
        post: operations["post_school_booklets"];
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
         *     Who has no pack is NOT_APPLICABLE; whom judging trips over is UNDETERMINED and holds up nobody else. 409
         *     `pack-not-assigned` where no pack is in force for anybody on the day; 404 for another school.
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
         * @description By school and in all: heads, verdicts by result, hours and credits by category, level, mode and school year.
         *
         *     Heads count where teachers stand in post on the day, each once; hours and credits count where they were earned. What
         *     was earned by a day as the book knew it at a number (or moment) stays the same for ever; heads and verdicts follow
         *     the directory, its corrections included: take a report to keep them as they are, under the same `summary_hash`. The
         *     answer has an ETag: send it in If-None-Match, and while nothing has changed the answer is 304. Systems need
         *     the scope `summary:read` (403 without it).
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
    "/ledger/v1/districts/{district_id}/teacher-merges/{merge_id}/moves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a merge moved in the book
         * @description Every move of entries between the two accounts, each under a causation id of its own.
         *
         *     First when the merge was approved, then whenever something was posted for the former teacher later, and back when it
         *     was undone. `doubles` are entries that were not given again, because another entry of the same event counts. 404
         *     before the merge has reached the book.
         */
        get: operations["get_merge_moves"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/teachers/{teacher_id}/archives": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who asked for a teacher's archive
         * @description Every archive that was ever asked for, by whom and what for, and how often it was fetched; the first first.
         */
        get: operations["list_teacher_archives"];
        put?: never;
        /**
         * Ask for a teacher's archive
         * @description Everything the book holds of a teacher in one ZIP, made by the worker: ask for it until `state` is READY.
         *
         *     It holds the statement as PDF/A and as JSON with a proof for each entry under a signed head (`xuefen
         *     verify-statement` checks it offline), an index of where each entry comes from and of every file the teacher handed
         *     in, with their hashes, as JSON and CSV, and a signed list of all of these. Teachers ask for their own, officers of
         *     teachers within reach say what for (422 `purpose-needed`), and the teacher can look it up. The file is let go of
         *     after a week. 409 `too-many-archives` beyond five at a time, `not-yet-signed` before the first entry of the book.
         */
        post: operations["post_teacher_archive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/teachers/{teacher_id}/archives/{archive_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether an archive is made
         * @description How far it is, what it knows of, and when it is let go of. 404 when there is none.
         */
        get: operations["get_teacher_archive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/teachers/{teacher_id}/archives/{archive_id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fetch an archive
         * @description The ZIP, to whoever asked for it and to the teacher; each time stays on record. A download can be resumed.
         *
         *     404 to other officers, who ask for one of their own; 409 `archive-not-ready`; 410 `archive-gone` after a week,
         *     `file-gone` where that ends while it is being sent.
         */
        get: operations["get_teacher_archive_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/teachers/{teacher_id}/attestations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Attest a teacher's year or cycle
         * @description Issue 年度/周期学时证明: hours and credits by category, level and mode, and the pack's verdict clause by clause.
         *
         *     It is about the judging year, or the cycle, of the pack that is in force for the teacher on the day `on`, up to its
         *     last day or today, and is bound to a signed head of the book. Where one was issued before that says just this and
         *     still holds, it is answered again with `anew` false. A later one about the same days supersedes it; an entry that is
         *     taken back revokes it.
         *
         *     404 for a teacher who is not there or not within reach, or an unknown issuer; 422 `period-not-begun`; 409
         *     `pack-not-assigned` where no pack says what a year is, `not-judged` where judging the teacher is at fault,
         *     `nothing-stated` while the book is empty, `not-yet-signed` while a long book is being signed for the first time: ask
         *     again in a minute.
         */
        post: operations["post_attestation"];
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
         * @description Hours and credits on the teacher's account: now, or as of a day and as the book knew it at a number or moment.
         *
         *     404 for a teacher who is not there or not within reach.
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
         *     With `known_at_seq` or `known_at` the statement is the one that was printed when the book ended there, whatever was
         *     corrected since: `as_of` says by when it was earned, they say what had been recorded. `known_at_seq` in the answer
         *     gives the same statement for ever. What was brought along from other districts is shown apart, in no sum of this
         *     district. 404 for a teacher who is not there or not within reach.
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
    "/ledger/v1/districts/{district_id}/transfers/{transfer_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far a transfer's history has come
         * @description What the old district has sent under which signed head, or what the new one has received and proven.
         *
         *     Every entry comes with its inclusion proof; a part that does not prove itself is refused whole and says why. 404
         *     for a transfer that does not concern this district.
         */
        get: operations["get_transfer_history"];
        put?: never;
        /**
         * Send a transfer's history anew
         * @description Have all of it sent once more, proven under the newest signed head: for a district that refused a part.
         *
         *     What the other district keeps already it keeps once; its `state` then looks at what was sent from here on. The
         *     sending is seen under `sent` within seconds. 404 for a transfer by which nobody left this district; 409
         *     `history-not-owed` where the departure was withdrawn, or the teacher has come back since.
         */
        post: operations["post_transfer_history"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/verdicts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everybody's verdict, as the worker keeps it
         * @description Who stands how today, with how many there are of each, without judging anybody while you wait.
         *
         *     The worker judges anew whomever an entry, a record, a timeline or a pack touches, within seconds, and everybody once
         *     a day; `waiting` says how many it has yet to look at. Why a teacher stands so is told by `get_standing`. Schools see
         *     their own; 404 for another.
         */
        get: operations["list_verdicts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/verdicts/rebuild": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have everybody judged anew
         * @description Have the worker judge everybody in post from the book, the directory and the packs as they stand.
         *
         *     Not needed in daily life: whatever changes something has those judged anew whom it touches. `list_verdicts` tells
         *     how many still wait.
         */
        post: operations["post_verdicts_rebuild"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/districts/{district_id}/warnings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who will miss the year or the cycle, and the cheapest way out
         * @description Whom the engine would find lacking at the end, as the book stands and with the places held used, and what helps.
         *
         *     Open to a teacher is a class that has not begun, has a place left, bars the teacher from nothing, is the district's
         *     or of the teacher's school, and clashes with no place held. Of what suffices, the way with the least time in class
         *     is told. A page looks at so many teachers, `looked_at`, or at fewer where searching takes long, and shows those of
         *     them who are warned: it may be empty while others follow. A school sees its own. 409 `pack-not-assigned` where
         *     nothing is in force today; 404 for another school; 422 `too-many-classes`.
         */
        get: operations["list_warnings"];
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
         *     to the very address that it looked at. Redirects are not followed. 409 `too-many-webhooks` beyond 20. As wherever
         *     something is let out: within five minutes of a login, else 401 `login-too-old` (RFC 9470).
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
         * @description Another secret, shown once. For a day calls are signed by both, so that receivers can change over. 404; 401
         *     `login-too-old`.
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
    "/ledger/v1/issuers/{district}/{issuer_code}/did.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The keys of an issuer (public)
         * @description The DID document to which `did:web:...:issuers:{district}:{issuer_code}` resolves; without a token.
         *
         *     With an ETag for If-None-Match (304). 404 for who is no issuer; 429 `asked-too-often` after 120 requests a minute.
         */
        get: operations["get_issuer_document"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/v1/status-lists/{district}/{paper}/{issuer_code}/{year}/{page}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was revoked (public)
         * @description A signed BitstringStatusListCredential: bit n stands for number n + 1 of the issuer's year; without a token.
         *
         *     It is good for seven days from midnight and has an ETag for If-None-Match (304). 404 beyond the last number that was
         *     given; 429 `asked-too-often` after 120 requests a minute from one address.
         */
        get: operations["get_status_list"];
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
         * Act
         * @description What becomes of a booklet.
         * @enum {string}
         */
        Act: "ISSUED" | "HANDED_OVER" | "LOST" | "GIVEN_OUT" | "REPLACED";
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
        /** ArchiveRequest */
        ArchiveRequest: {
            /**
             * As Of
             * @description What was earned by this day; today by default
             */
            as_of?: string | null;
            /**
             * Purpose
             * @description What for; needed of everybody but the teacher
             */
            purpose?: string | null;
        };
        /**
         * ArchiveResponse
         * @description An archive, who asked for it and what for; of everybody who ever did the teacher can know.
         */
        ArchiveResponse: {
            /**
             * Archive Id
             * Format: uuid
             */
            archive_id: string;
            /**
             * As Of
             * Format: date
             */
            as_of: string;
            /**
             * Asked At
             * Format: date-time
             */
            asked_at: string;
            /**
             * Asked By
             * Format: uuid
             * @description The account that asked
             */
            asked_by: string;
            /**
             * Expires At
             * @description When the file is let go of; a week after it was made
             */
            expires_at: string | null;
            /**
             * Known At Seq
             * @description The last entry of the book that it knows of
             */
            known_at_seq: number | null;
            /** Made At */
            made_at: string | null;
            /**
             * Purpose
             * @description Null where the teacher asked
             */
            purpose: string | null;
            /**
             * Sha256
             * @description Of the file, in hex
             */
            sha256: string | null;
            /**
             * Size
             * @description Bytes
             */
            size: number | null;
            /**
             * State
             * @description WAITING: ask again in some seconds
             * @enum {string}
             */
            state: "WAITING" | "READY" | "EXPIRED";
            /**
             * Taken
             * @description How often it was fetched
             */
            taken: number;
            /**
             * Taken At
             * @description When last
             */
            taken_at: string | null;
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
         * AttestationFateResponse
         * @description A teacher with the attestation, or with why there is none.
         */
        AttestationFateResponse: {
            attestation: components["schemas"]["AttestationGiven"] | null;
            /** Name */
            name: string | null;
            refusal: components["schemas"]["RefusalResponse"] | null;
            /**
             * Staff Number
             * @description Null for whom the school has not
             */
            staff_number: string | null;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /**
         * AttestationGiven
         * @description An attestation in short; `get_attestation` has it whole.
         */
        AttestationGiven: {
            /**
             * Anew
             * @description False where one that says just this was issued before and is given again
             */
            anew: boolean;
            /**
             * As Of
             * Format: date
             */
            as_of: string;
            /**
             * Attestation Id
             * Format: uuid
             */
            attestation_id: string;
            /**
             * Code
             * @description For public verification
             */
            code: string;
            /** Credits */
            credits: string;
            /**
             * First
             * Format: date
             */
            first: string;
            /** Hours */
            hours: string;
            /** Number */
            number: string;
            progress: components["schemas"]["Progress"];
            verdict: components["schemas"]["Result"];
        };
        /**
         * AttestationGround
         * @description Why an attestation no longer holds.
         * @enum {string}
         */
        AttestationGround: "ENTRY_REVERSED" | "DECIDED";
        /** AttestationIssuedResponse */
        AttestationIssuedResponse: {
            /**
             * Anew
             * @description False where one that says just this was issued before and is given again
             */
            anew: boolean;
            /**
             * As Of
             * Format: date
             * @description What was earned by this day: the last day, or the day of issue before it
             */
            as_of: string;
            /**
             * Attestation Id
             * Format: uuid
             */
            attestation_id: string;
            /** Carried Credits */
            carried_credits: string;
            /**
             * Carried Hours
             * @description Brought along from other districts within these days: judged, but in none of these sums
             */
            carried_hours: string;
            /** Clauses */
            clauses: components["schemas"]["ClauseStated"][];
            /**
             * Code
             * @description For public verification: the district and 128 random bits
             */
            code: string;
            /** Credits */
            credits: string;
            /** District */
            district: string;
            /**
             * Entries
             * @description Entries of the book behind these sums
             */
            entries: number;
            /**
             * First
             * Format: date
             */
            first: string;
            head: components["schemas"]["HeadStated"];
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
            kind: components["schemas"]["AttestationKind"];
            /**
             * Known At Seq
             * @description The entry up to which the book was known
             */
            known_at_seq: number;
            /** Label En */
            label_en: string;
            /** Label Zh */
            label_zh: string;
            /**
             * Last
             * Format: date
             */
            last: string;
            /** Number */
            number: string;
            /** Pack En */
            pack_en: string;
            /** Pack Hash */
            pack_hash: string;
            /** Pack Id */
            pack_id: string;
            /** Pack Zh */
            pack_zh: string;
            /**
             * Period
             * @description The year, or first and last day of the cycle
             */
            period: string;
            /** Period En */
            period_en: string;
            /** Period Zh */
            period_zh: string;
            progress: components["schemas"]["Progress"];
            /**
             * Reissued
             * @description Whether a later one was issued about the same days
             */
            reissued: boolean;
            revocation_ground: components["schemas"]["AttestationGround"] | null;
            /** Revocation Reason */
            revocation_reason: string | null;
            /** Revoked At */
            revoked_at: string | null;
            /**
             * School
             * @description Where the holder stood on `as_of`
             */
            school: string;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /**
             * Signed
             * @description Compact JWS (Ed25519) of the facts on paper; keys at /ledger/v1/book-keys
             */
            signed: string;
            /**
             * Status
             * @description SUPERSEDED where the book has grown in its days, or a later one was issued about them: what it says was true and is no longer all. REVOKED where something that it states was taken back, or by decision
             * @enum {string}
             */
            status: "VALID" | "SUPERSEDED" | "REVOKED";
            sums: components["schemas"]["SumsStated"];
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            verdict: components["schemas"]["Result"];
            /** Verdict En */
            verdict_en: string;
            /** Verdict Zh */
            verdict_zh: string;
        };
        /**
         * AttestationKind
         * @description A judging year of the pack, or its whole cycle.
         * @enum {string}
         */
        AttestationKind: "YEAR" | "CYCLE";
        /** AttestationRequest */
        AttestationRequest: {
            /**
             * Issuer Code
             * @description In whose name it is issued
             */
            issuer_code: string;
            /** @description The judging year of the pack in force, or its whole cycle */
            kind: components["schemas"]["AttestationKind"];
            /**
             * On
             * @description A day of that year or cycle; today by default
             */
            on?: string | null;
        };
        /** AttestationResponse */
        AttestationResponse: {
            /**
             * As Of
             * Format: date
             * @description What was earned by this day: the last day, or the day of issue before it
             */
            as_of: string;
            /**
             * Attestation Id
             * Format: uuid
             */
            attestation_id: string;
            /** Carried Credits */
            carried_credits: string;
            /**
             * Carried Hours
             * @description Brought along from other districts within these days: judged, but in none of these sums
             */
            carried_hours: string;
            /** Clauses */
            clauses: components["schemas"]["ClauseStated"][];
            /**
             * Code
             * @description For public verification: the district and 128 random bits
             */
            code: string;
            /** Credits */
            credits: string;
            /** District */
            district: string;
            /**
             * Entries
             * @description Entries of the book behind these sums
             */
            entries: number;
            /**
             * First
             * Format: date
             */
            first: string;
            head: components["schemas"]["HeadStated"];
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
            kind: components["schemas"]["AttestationKind"];
            /**
             * Known At Seq
             * @description The entry up to which the book was known
             */
            known_at_seq: number;
            /** Label En */
            label_en: string;
            /** Label Zh */
            label_zh: string;
            /**
             * Last
             * Format: date
             */
            last: string;
            /** Number */
            number: string;
            /** Pack En */
            pack_en: string;
            /** Pack Hash */
            pack_hash: string;
            /** Pack Id */
            pack_id: string;
            /** Pack Zh */
            pack_zh: string;
            /**
             * Period
             * @description The year, or first and last day of the cycle
             */
            period: string;
            /** Period En */
            period_en: string;
            /** Period Zh */
            period_zh: string;
            progress: components["schemas"]["Progress"];
            /**
             * Reissued
             * @description Whether a later one was issued about the same days
             */
            reissued: boolean;
            revocation_ground: components["schemas"]["AttestationGround"] | null;
            /** Revocation Reason */
            revocation_reason: string | null;
            /** Revoked At */
            revoked_at: string | null;
            /**
             * School
             * @description Where the holder stood on `as_of`
             */
            school: string;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /**
             * Signed
             * @description Compact JWS (Ed25519) of the facts on paper; keys at /ledger/v1/book-keys
             */
            signed: string;
            /**
             * Status
             * @description SUPERSEDED where the book has grown in its days, or a later one was issued about them: what it says was true and is no longer all. REVOKED where something that it states was taken back, or by decision
             * @enum {string}
             */
            status: "VALID" | "SUPERSEDED" | "REVOKED";
            sums: components["schemas"]["SumsStated"];
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            verdict: components["schemas"]["Result"];
            /** Verdict En */
            verdict_en: string;
            /** Verdict Zh */
            verdict_zh: string;
        };
        /** AttestationRevocationRequest */
        AttestationRevocationRequest: {
            /** Reason */
            reason: string;
        };
        /**
         * BalanceResponse
         * @description What the teacher's account holds: whatever the day it was earned, unless a day was asked for.
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
        /**
         * BelowResponse
         * @description A district just below, and everything that came through it.
         */
        BelowResponse: {
            /** District Id */
            district_id: number;
            /** Level */
            level: string;
            /** Name */
            name: string;
            sums: components["schemas"]["SumsResponse"];
            /**
             * Told
             * @description Its own sums, and those of the districts below it; none told yet: []
             */
            told: components["schemas"]["ToldResponse"][];
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
            /** Stage */
            stage: ("ENTRIES" | "HEADS" | "OUTCOMES" | "ADJUSTMENTS" | "IMPORTS" | "MERGES" | "CARRIED" | "BALANCES" | "CERTIFICATES" | "ATTESTATIONS" | "REPORTS") | "DONE";
            /** Total */
            total: number;
            /**
             * Verification Id
             * Format: uuid
             */
            verification_id: string;
        };
        /**
         * BookletFateResponse
         * @description A teacher with the booklet, or with why none was issued.
         */
        BookletFateResponse: {
            booklet: components["schemas"]["BookletResponse"] | null;
            /** Number */
            number: string;
            refusal: components["schemas"]["RefusalResponse"] | null;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /** BookletReissueRequest */
        BookletReissueRequest: {
            /**
             * Issued On
             * Format: date
             */
            issued_on: string;
            /** Number */
            number: string;
            /** Reason */
            reason: string;
        };
        /** BookletRequest */
        BookletRequest: {
            /**
             * Issued On
             * Format: date
             */
            issued_on: string;
            /**
             * Number
             * @description As it is printed on the booklet; no other has it
             */
            number: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /**
         * BookletResponse
         * @description A booklet, who keeps it, and everything that became of it.
         */
        BookletResponse: {
            /**
             * Booklet Id
             * Format: uuid
             */
            booklet_id: string;
            /**
             * Custodian
             * Format: uuid
             * @description The school that keeps it, or kept it last
             */
            custodian: string;
            /**
             * Edition
             * @description 1, and one more with each reissue
             */
            edition: number;
            /** History */
            history: components["schemas"]["CustodyResponse"][];
            /**
             * Issued On
             * Format: date
             */
            issued_on: string;
            /** Number */
            number: string;
            /**
             * Owed To
             * @description The school that it should be handed over to: the teacher works there now
             */
            owed_to: string | null;
            /**
             * Reason
             * @description Of a reissue
             */
            reason: string | null;
            /** Replaces */
            replaces: string | null;
            /** @description GIVEN_OUT: the teacher left with it; REPLACED: no proof any more */
            state: components["schemas"]["BookletState"];
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
        };
        /**
         * BookletState
         * @enum {string}
         */
        BookletState: "KEPT" | "LOST" | "GIVEN_OUT" | "REPLACED";
        /** CarriedFault */
        CarriedFault: {
            /** En */
            en: string;
            /** Zh */
            zh: string;
        };
        /**
         * CarriedLine
         * @description An entry of another district's book that the teacher brought along, as it stands there.
         */
        CarriedLine: {
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
            /**
             * Head Number
             * @description The signed head of that book under which it was proven
             */
            head_number: number;
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
             * Origin District Id
             * @description The district in whose book it stands
             */
            origin_district_id: number;
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
             * Received At
             * Format: date-time
             */
            received_at: string;
            /**
             * Recorded At
             * Format: date-time
             */
            recorded_at: string;
            /**
             * Reversed By Seq
             * @description The entry there that took this one back
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
             * @description Number in the book of the district that it stands in
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
             * @description There
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
            /**
             * Transfer Id
             * Format: uuid
             * @description The transfer by which it came
             */
            transfer_id: string;
        };
        /**
         * CarriedPartResponse
         * @description A part as it arrived; of one with faults nothing was kept.
         */
        CarriedPartResponse: {
            /**
             * Anew
             * @description Of a sending that told all of it once more
             */
            anew: boolean;
            /** Entries */
            entries: number;
            /** Faults */
            faults: components["schemas"]["CarriedFault"][];
            /** Part */
            part: number;
            /** Parts */
            parts: number;
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            /** Sending */
            sending: number;
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
        /** CertifiedByResponse */
        CertifiedByResponse: {
            /**
             * Certificate Id
             * Format: uuid
             */
            certificate_id: string;
            /** Holds */
            holds: boolean;
            /**
             * Issued On
             * Format: date
             */
            issued_on: string;
            /** Kind */
            kind: string;
            /** Number */
            number: string;
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
         * ClassOnTheWay
         * @description A class that would help.
         */
        ClassOnTheWay: {
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /** Ends On */
            ends_on: string | null;
            /**
             * Free
             * @description Places that are left; null where it takes all who come
             */
            free: number | null;
            /**
             * Minutes
             * @description In class; 0 where its timetable is not known yet
             */
            minutes: number;
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
         * ClauseStated
         * @description A clause of the pack, and what came of it, as it was stated.
         */
        ClauseStated: {
            /** Clause Id */
            clause_id: string;
            /** Pack Id */
            pack_id: string;
            /** Period */
            period: string | null;
            progress: components["schemas"]["Progress"];
            result: components["schemas"]["Result"];
            /** Sentence En */
            sentence_en: string;
            /** Sentence Zh */
            sentence_zh: string;
            /** Severity */
            severity: string;
            /** Title En */
            title_en: string;
            /** Title Zh */
            title_zh: string;
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
        /**
         * CustodyResponse
         * @description Something that became of a booklet.
         */
        CustodyResponse: {
            act: components["schemas"]["Act"];
            /**
             * Happened On
             * Format: date
             */
            happened_on: string;
            /** Reason */
            reason: string | null;
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
            /**
             * School Id
             * Format: uuid
             * @description Who keeps it from then on; of one that nobody keeps, who kept it last
             */
            school_id: string;
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
         * DoubleResponse
         * @description Two entries of one event, of which one counts.
         */
        DoubleResponse: {
            /**
             * Counted
             * Format: uuid
             * @description The entry of the same event that counts
             */
            counted: string;
            /**
             * Entry Id
             * Format: uuid
             * @description Taken back and not given again
             */
            entry_id: string;
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
             * By Year
             * @description By the school year of the book in which it was earned
             */
            by_year: {
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
         * Evidence
         * @description How good the proof is of hours that nobody saw earned.
         * @enum {string}
         */
        Evidence: "ORIGINAL" | "REGISTER" | "COPY" | "DECLARED";
        /** EvidenceFileResponse */
        EvidenceFileResponse: {
            /**
             * File Id
             * Format: uuid
             */
            file_id: string;
            /** Media Type */
            media_type: string;
            /** Name */
            name: string;
            /** Sha256 */
            sha256: string;
            /** Size */
            size: number;
            /**
             * Stored At
             * Format: date-time
             */
            stored_at: string;
        };
        /** ExportRequest */
        ExportRequest: {
            /**
             * After Seq
             * @description Of ENTRIES: only those behind this one
             * @default 0
             */
            after_seq: number;
            /**
             * As Of
             * @description What was earned by this day: everything by default, and where teachers are counted today
             */
            as_of?: string | null;
            /**
             * Byte Order Mark
             * @description CSV begins with it, so that spreadsheets read Chinese
             * @default true
             */
            byte_order_mark: boolean;
            /**
             * Form
             * @enum {string}
             */
            form: "XLSX" | "CSV" | "NDJSON";
            /**
             * Kind
             * @description ENTRIES: rows of the book with the codes of the national teacher system; STATEMENTS: hours and credits by teacher and school year; STANDINGS: verdicts with the clauses still open
             * @enum {string}
             */
            kind: "ENTRIES" | "STATEMENTS" | "STANDINGS";
            /**
             * Known At Seq
             * @description As the book knew it at this entry; now by default
             */
            known_at_seq?: number | null;
            /**
             * Language
             * @description Of the headings; NDJSON has names of its own
             * @default zh
             * @enum {string}
             */
            language: "zh" | "en";
            /**
             * School Id
             * @description Of ENTRIES what was earned there, else who is in post there on the day; a school's officer gets the own school
             */
            school_id?: string | null;
        };
        /**
         * ExportResponse
         * @description An export, and how far it is.
         */
        ExportResponse: {
            /** After Seq */
            after_seq: number;
            /** As Of */
            as_of: string | null;
            /**
             * Asked At
             * Format: date-time
             */
            asked_at: string;
            /** Byte Order Mark */
            byte_order_mark: boolean;
            /**
             * Done
             * @description Entries or teachers looked at
             */
            done: number;
            /**
             * Expires At
             * @description When the file is removed
             */
            expires_at: string | null;
            /**
             * Export Id
             * Format: uuid
             */
            export_id: string;
            /** Finished At */
            finished_at: string | null;
            /**
             * Form
             * @enum {string}
             */
            form: "XLSX" | "CSV" | "NDJSON";
            /**
             * Kind
             * @enum {string}
             */
            kind: "ENTRIES" | "STATEMENTS" | "STANDINGS";
            /**
             * Known At Seq
             * @description The entry at which the book ended; what was posted later is not in the file
             */
            known_at_seq: number;
            /**
             * Language
             * @enum {string}
             */
            language: "zh" | "en";
            /** Media Type */
            media_type: string;
            /**
             * Name
             * @description What the file is called
             */
            name: string;
            /**
             * Names
             * @description What it tells of people: everything to the district's officer, `王*` to schools and auditors, nothing but ids to connected systems
             * @enum {string}
             */
            names: "FULL" | "MASKED" | "NONE";
            /**
             * Rows
             * @description Lines below the headings so far
             */
            rows: number;
            /** School Id */
            school_id: string | null;
            /**
             * Size
             * @description Bytes so far
             */
            size: number;
            /**
             * State
             * @enum {string}
             */
            state: "RUNNING" | "DONE" | "CANCELLED" | "EXPIRED";
            /**
             * Total
             * @description Entries or teachers to look at
             */
            total: number;
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
            part: "ENTRIES" | "HEADS" | "OUTCOMES" | "ADJUSTMENTS" | "IMPORTS" | "MERGES" | "CARRIED" | "BALANCES" | "CERTIFICATES" | "ATTESTATIONS" | "REPORTS";
            /**
             * Seq
             * @description The entry, where it is about one
             */
            seq: number | null;
            /** Zh */
            zh: string;
        };
        /** FromAdjustmentResponse */
        FromAdjustmentResponse: {
            /**
             * Adjustment Id
             * Format: uuid
             */
            adjustment_id: string;
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
            /** Files */
            files: components["schemas"]["EvidenceFileResponse"][];
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
        };
        /**
         * FromFileResponse
         * @description A row of a file of old hours.
         */
        FromFileResponse: {
            /**
             * Document
             * @description The paper that says so
             */
            document: string | null;
            /** Evidence */
            evidence: ("ORIGINAL" | "REGISTER" | "COPY" | "DECLARED") | null;
            /**
             * File Hash
             * @description SHA-256 in hex
             */
            file_hash: string;
            /** File Name */
            file_name: string | null;
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
            /** Row */
            row: number | null;
        };
        /**
         * FromMoveResponse
         * @description A merge of two teachers who are one person, or its undoing, moved the entry from one account to the other.
         */
        FromMoveResponse: {
            /**
             * Back
             * @description Given back, because the two are two after all
             */
            back: boolean;
            /**
             * First Entry Id
             * Format: uuid
             * @description The entry that first gave this, under the number of that time
             */
            first_entry_id: string;
            /**
             * Merge Id
             * Format: uuid
             */
            merge_id: string;
            /**
             * Number
             * @description Of the move, as `get_merge_moves` counts them
             */
            number: number;
        };
        /**
         * FromOutcomeResponse
         * @description A revision of a result of a class, or of a claim.
         */
        FromOutcomeResponse: {
            /** Class Id */
            class_id: string | null;
            /**
             * Content Hash
             * @description Over all lines of the revision, in hex
             */
            content_hash: string | null;
            /**
             * Outcome Id
             * Format: uuid
             */
            outcome_id: string;
            /** Program Id */
            program_id: string | null;
            /** Revision */
            revision: number;
            /**
             * Rules
             * @description Clauses of the pack that made the amounts what they are
             */
            rules: string[];
        };
        /** FromUndoResponse */
        FromUndoResponse: {
            /**
             * Import Id
             * Format: uuid
             */
            import_id: string;
            /** Reason */
            reason: string;
            /**
             * Undone At
             * Format: date-time
             */
            undone_at: string;
            /**
             * Undone By
             * Format: uuid
             */
            undone_by: string;
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
        /** HandoverRequest */
        HandoverRequest: {
            /**
             * On
             * Format: date
             */
            on: string;
            /** Reason */
            reason: string;
            /**
             * School Id
             * @description The school where the teacher works on that day; null where the teacher leaves with the booklet
             */
            school_id: string | null;
        };
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
         * HeadStated
         * @description The signed head of the book up to which an attestation knew it; `/book/heads` has it whole.
         */
        HeadStated: {
            /** Head Hash */
            head_hash: string;
            /** Number */
            number: number;
            /** Seq */
            seq: number;
            /** Tree Root */
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
            /**
             * Causation Id
             * @description Of its entries; it follows from the file, from every row, from who brought it and when
             */
            causation_id: string | null;
            /**
             * Document
             * @description The paper behind every row that names none of its own
             */
            document: string | null;
            /** Dry Run */
            dry_run: boolean;
            evidence: components["schemas"]["Evidence"] | null;
            /** File Hash */
            file_hash: string;
            /** File Name */
            file_name: string | null;
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
            /** @description Null where nothing is posted */
            progress: components["schemas"]["HistoryProgressResponse"] | null;
            report: components["schemas"]["HistoryReport"];
            /**
             * State
             * @description CHECKED: a dry run. REFUSED: it has faults. POSTING, UNDOING: ask again
             * @enum {string}
             */
            state: "CHECKED" | "REFUSED" | "POSTING" | "DONE" | "UNDOING" | "UNDONE";
            undo: components["schemas"]["HistoryUndoResponse"] | null;
        };
        /**
         * HistoryProgressResponse
         * @description How far the worker is: rows looked at while it posts, entries taken back while it undoes.
         */
        HistoryProgressResponse: {
            /** Done */
            done: number;
            /**
             * Moved At
             * Format: date-time
             */
            moved_at: string;
            /**
             * Posted
             * @description Entries that the import put into the book
             */
            posted: number;
            /** Total */
            total: number;
        };
        /**
         * HistoryReport
         * @description What checking the file found.
         */
        HistoryReport: {
            /**
             * Added
             * @description Rows to be posted, or that would have been in a dry run
             */
            added: number;
            /**
             * Errors
             * @description At most 500; with any error nothing is posted
             */
            errors: components["schemas"]["CellFaultResponse"][];
            /**
             * Flagged
             * @description Rows so like another training that somebody should look at them
             * @default 0
             */
            flagged: number;
            /**
             * Refused
             * @description Rows with a fault; with any nothing is posted
             * @default 0
             */
            refused: number;
            /**
             * Repeated
             * @description Rows that stand in the book already, or twice in the file, word for word
             */
            repeated: number;
            /** Rows */
            rows: number;
        };
        /**
         * HistoryRowResponse
         * @description A row of a file by its number there, and what became of it; never what it said.
         */
        HistoryRowResponse: {
            /**
             * Document
             * @description The paper that says so; of rows that are posted
             */
            document: string | null;
            /** Entry Id */
            entry_id: string | null;
            evidence: components["schemas"]["Evidence"] | null;
            /**
             * Fate
             * @enum {string}
             */
            fate: "NEW" | "POSTED" | "REPEATED" | "REFUSED";
            /** Faults */
            faults: components["schemas"]["RowFaultResponse"][];
            /** Row */
            row: number;
            /** Same As Row */
            same_as_row: number | null;
            /**
             * Same As Seq
             * @description The entry that counts the same training
             */
            same_as_seq: number | null;
            /**
             * Seq
             * @description The entry that it became
             */
            seq: number | null;
            /** Similar Rows */
            similar_rows: number[];
            /**
             * Similar Seqs
             * @description Entries so like it that somebody should look; it is posted all the same
             */
            similar_seqs: number[];
            /** Taken Back By Seq */
            taken_back_by_seq: number | null;
            /** Teacher Id */
            teacher_id: string | null;
        };
        /** HistoryUndoRequest */
        HistoryUndoRequest: {
            /** Reason */
            reason: string;
        };
        /** HistoryUndoResponse */
        HistoryUndoResponse: {
            /**
             * Causation Id
             * Format: uuid
             * @description Of every reversal; it follows from who undid the import, when and why
             */
            causation_id: string;
            /**
             * Left
             * @description At most 500; shown where one import is asked for
             */
            left: components["schemas"]["LeftEntry"][];
            /** Reason */
            reason: string;
            /**
             * Undone At
             * Format: date-time
             */
            undone_at: string;
            /**
             * Undone By
             * Format: uuid
             */
            undone_by: string;
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
        /**
         * IssuerDocument
         * @description A DID document (W3C DID Core): who issues, and by which keys that is verified.
         */
        IssuerDocument: {
            /** @Context */
            "@context": string[];
            /** Assertionmethod */
            assertionMethod: string[];
            /** Id */
            id: string;
            /** Verificationmethod */
            verificationMethod: components["schemas"]["VerificationMethod"][];
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
         * LeftEntry
         * @description An entry of the import that was taken back before, and so is left as it is.
         */
        LeftEntry: {
            /**
             * Entry Id
             * Format: uuid
             */
            entry_id: string;
            /** Seq */
            seq: number;
            /** Taken Back By Seq */
            taken_back_by_seq: number;
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
        /** LossRequest */
        LossRequest: {
            /**
             * On
             * Format: date
             */
            on: string;
            /** Reason */
            reason: string;
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
        /**
         * MergeMoveResponse
         * @description Entries moved from one account of a person to the other, or back.
         */
        MergeMoveResponse: {
            /**
             * Back
             * @description Given back, because the two are two after all
             */
            back: boolean;
            /**
             * Causation Id
             * Format: uuid
             */
            causation_id: string;
            /** Doubles */
            doubles: components["schemas"]["DoubleResponse"][];
            /**
             * Entries
             * @description Reversals in the one account, and what the other was given
             */
            entries: components["schemas"]["EntryResponse"][];
            /**
             * Moved At
             * Format: date-time
             */
            moved_at: string;
            /** Number */
            number: number;
        };
        /**
         * MergeMovesResponse
         * @description What the book did for two teachers who are one person.
         */
        MergeMovesResponse: {
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
            /** Moves */
            moves: components["schemas"]["MergeMoveResponse"][];
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /** Undone */
            undone: boolean;
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
        /** NotPrintedResponse */
        NotPrintedResponse: {
            /**
             * Certificate Id
             * Format: uuid
             */
            certificate_id: string;
            /**
             * Code
             * @enum {string}
             */
            code: "revoked" | "holder-renamed";
            /** Number */
            number: string;
            /** Sentence En */
            sentence_en: string;
            /** Sentence Zh */
            sentence_zh: string;
        };
        /**
         * NumberedBooklet
         * @description A booklet for one teacher.
         */
        NumberedBooklet: {
            /** Number */
            number: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
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
             * @description MET: nothing lacks; COVERED: places held suffice; REACHABLE: open classes suffice; CLASH: only because classes meet at the same time nothing suffices; OUT_OF_REACH: nothing on offer does; UNDETERMINED: judging is at fault, and they are in no other number
             */
            outcome: ("MET" | "COVERED" | "REACHABLE" | "CLASH" | "OUT_OF_REACH") | "UNDETERMINED";
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
        /** Page[ArchiveResponse] */
        Page_ArchiveResponse_: {
            /** Items */
            items: components["schemas"]["ArchiveResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[AttestationResponse] */
        Page_AttestationResponse_: {
            /** Items */
            items: components["schemas"]["AttestationResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[BookletResponse] */
        Page_BookletResponse_: {
            /** Items */
            items: components["schemas"]["BookletResponse"][];
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
        /** Page[ExportResponse] */
        Page_ExportResponse_: {
            /** Items */
            items: components["schemas"]["ExportResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[HistoryImportResponse] */
        Page_HistoryImportResponse_: {
            /** Items */
            items: components["schemas"]["HistoryImportResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[HistoryRowResponse] */
        Page_HistoryRowResponse_: {
            /** Items */
            items: components["schemas"]["HistoryRowResponse"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[ReportItem] */
        Page_ReportItem_: {
            /** Items */
            items: components["schemas"]["ReportItem"][];
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
         * Paper
         * @description What is numbered by issuer and year: each numbering has status lists of its own.
         * @enum {string}
         */
        Paper: "certificates" | "attestations";
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
        /**
         * PrintForm
         * @description BOUND: pages one behind the other, for the printer. SINGLE: a file for each, to be handed to its holder.
         * @enum {string}
         */
        PrintForm: "BOUND" | "SINGLE";
        /** PrintRequest */
        PrintRequest: {
            /**
             * @description BOUND: up to 100 pages a PDF, for the printer; SINGLE: a PDF for each certificate
             * @default BOUND
             */
            form: components["schemas"]["PrintForm"];
            /** @description Only of this kind; all by default */
            kind?: components["schemas"]["CertificateKind"] | null;
        };
        /**
         * PrintResponse
         * @description A print, how far it is, and where it is fetched when it is finished.
         */
        PrintResponse: {
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
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /**
             * Document
             * @description Where the PDF, or the ZIP of several, is fetched while it is there
             */
            document: string | null;
            /**
             * Done
             * @description Certificates that were dealt with: printed, or withheld with a reason
             */
            done: number;
            /**
             * Expires At
             * @description When the files are removed
             */
            expires_at: string | null;
            /**
             * Files
             * @description PDFs so far
             */
            files: number;
            /** Finished At */
            finished_at: string | null;
            form: components["schemas"]["PrintForm"];
            /** Pages */
            pages: number;
            /**
             * Print Id
             * Format: uuid
             */
            print_id: string;
            /**
             * Size
             * @description Bytes of all PDFs
             */
            size: number;
            /** @description REMOVED: it was finished, and its files are gone after seven days */
            state: components["schemas"]["PrintState"];
            /**
             * Total
             * @description Certificates that are to be printed
             */
            total: number;
            /** Withheld */
            withheld: components["schemas"]["NotPrintedResponse"][];
        };
        /**
         * PrintState
         * @enum {string}
         */
        PrintState: "RUNNING" | "FINISHED" | "CANCELLED" | "REMOVED";
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
         * ProvenanceResponse
         * @description Where an entry comes from. Of a reversal, `adjustment`, `undo`, `move` or `outcome` say what took the other back.
         *
         *     Of an entry moved between two accounts of one person, all but `move` say where the first one came from.
         */
        ProvenanceResponse: {
            adjustment: components["schemas"]["FromAdjustmentResponse"] | null;
            /** Award Key */
            award_key: string;
            /**
             * Causation Id
             * Format: uuid
             */
            causation_id: string;
            /** Certificates */
            certificates: components["schemas"]["CertifiedByResponse"][];
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
            file: components["schemas"]["FromFileResponse"] | null;
            /**
             * Hash
             * @description Of the entry in the chain, in hex
             */
            hash: string;
            /** Hours */
            hours: string;
            move: components["schemas"]["FromMoveResponse"] | null;
            outcome: components["schemas"]["FromOutcomeResponse"] | null;
            /**
             * Recorded At
             * Format: date-time
             */
            recorded_at: string;
            /** Reverses */
            reverses: string | null;
            /** Seq */
            seq: number;
            /** Source */
            source: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /** Title */
            title: string;
            undo: components["schemas"]["FromUndoResponse"] | null;
        };
        /**
         * PublicAttestationResponse
         * @description What anybody who holds the paper may know: enough to hold every line of it against the book.
         */
        PublicAttestationResponse: {
            /**
             * As Of
             * Format: date
             * @description What was earned by this day: the last day, or the day of issue before it
             */
            as_of: string;
            /** Carried Credits */
            carried_credits: string;
            /**
             * Carried Hours
             * @description Brought along from other districts within these days: judged, but in none of these sums
             */
            carried_hours: string;
            /** Clauses */
            clauses: components["schemas"]["ClauseStated"][];
            /**
             * Code
             * @description For public verification: the district and 128 random bits
             */
            code: string;
            /** Credits */
            credits: string;
            /** District */
            district: string;
            /**
             * Entries
             * @description Entries of the book behind these sums
             */
            entries: number;
            /**
             * First
             * Format: date
             */
            first: string;
            head: components["schemas"]["HeadStated"];
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
            kind: components["schemas"]["AttestationKind"];
            /**
             * Known At Seq
             * @description The entry up to which the book was known
             */
            known_at_seq: number;
            /** Label En */
            label_en: string;
            /** Label Zh */
            label_zh: string;
            /**
             * Last
             * Format: date
             */
            last: string;
            /**
             * Name Matches
             * @description Whether `name` is the holder's; null where none was given
             */
            name_matches: boolean | null;
            /** Number */
            number: string;
            /** Pack En */
            pack_en: string;
            /** Pack Hash */
            pack_hash: string;
            /** Pack Id */
            pack_id: string;
            /** Pack Zh */
            pack_zh: string;
            /**
             * Period
             * @description The year, or first and last day of the cycle
             */
            period: string;
            /** Period En */
            period_en: string;
            /** Period Zh */
            period_zh: string;
            progress: components["schemas"]["Progress"];
            /**
             * Reissued
             * @description Whether a later one was issued about the same days
             */
            reissued: boolean;
            revocation_ground: components["schemas"]["AttestationGround"] | null;
            /** Revoked At */
            revoked_at: string | null;
            /**
             * School
             * @description Where the holder stood on `as_of`
             */
            school: string;
            /**
             * Signed
             * @description Compact JWS (Ed25519) of the facts on paper; keys at /ledger/v1/book-keys
             */
            signed: string;
            /**
             * Status
             * @description SUPERSEDED where the book has grown in its days, or a later one was issued about them: what it says was true and is no longer all. REVOKED where something that it states was taken back, or by decision
             * @enum {string}
             */
            status: "VALID" | "SUPERSEDED" | "REVOKED";
            sums: components["schemas"]["SumsStated"];
            verdict: components["schemas"]["Result"];
            /** Verdict En */
            verdict_en: string;
            /** Verdict Zh */
            verdict_zh: string;
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
        /** PublicKeyJwk */
        PublicKeyJwk: {
            /** Crv */
            crv: string;
            /** Kid */
            kid: string;
            /** Kty */
            kty: string;
            /** X */
            x: string;
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
        /** RebuildResponse */
        RebuildResponse: {
            /**
             * Waiting
             * @description How many people the worker will judge anew
             */
            waiting: number;
        };
        /**
         * ReceivedHistory
         * @description Seen from the district that the teacher came to.
         */
        ReceivedHistory: {
            /** Former District Id */
            former_district_id: number | null;
            /** Parts */
            parts: components["schemas"]["CarriedPartResponse"][];
            /**
             * State
             * @description REFUSED: a part was not what the signed book of the other district says; until all is sent anew
             * @enum {string}
             */
            state: "AWAITED" | "INCOMPLETE" | "COMPLETE" | "REFUSED";
            /**
             * Teacher Id
             * @description As whom the person was received here; null before
             */
            teacher_id: string | null;
        };
        /**
         * RefusalResponse
         * @description The fact, as the same request for one alone would have been answered.
         */
        RefusalResponse: {
            /**
             * Code
             * @description The end of the problem's type
             */
            code: string;
            /** Sentence En */
            sentence_en: string;
            /** Sentence Zh */
            sentence_zh: string;
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
         * ReportItem
         * @description A report without what is in it.
         */
        ReportItem: {
            /**
             * As Of
             * Format: date
             */
            as_of: string;
            /**
             * Asked By
             * @description The account that asked for it; null where nobody did
             */
            asked_by: string | null;
            /**
             * Content Hash
             * @description sha256 in hex over the content
             */
            content_hash: string;
            /**
             * Ground
             * @description MONTH_END: taken by itself when a month was over
             * @enum {string}
             */
            ground: "MONTH_END" | "ASKED";
            /**
             * Kind
             * @enum {string}
             */
            kind: "SUMMARY" | "RATES";
            /**
             * Known At Seq
             * @description As far as the book had come: of a month, when it ended
             */
            known_at_seq: number;
            /**
             * Month
             * @description The first day of that month
             */
            month: string | null;
            /**
             * Report Id
             * Format: uuid
             */
            report_id: string;
            /**
             * Taken At
             * Format: date-time
             */
            taken_at: string;
        };
        /**
         * ReportRequest
         * @description Which sums to keep as they stand.
         */
        ReportRequest: {
            /**
             * As Of
             * @description What was earned by this day; today by default
             */
            as_of?: string | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "SUMMARY" | "RATES";
            /**
             * Known At
             * @description Or at this moment; of the two the earlier
             */
            known_at?: string | null;
            /**
             * Known At Seq
             * @description As the book knew it at this entry; now by default
             */
            known_at_seq?: number | null;
        };
        /**
         * ReportResponse
         * @description A report with what is in it: one of the two, by its kind.
         */
        ReportResponse: {
            /**
             * As Of
             * Format: date
             */
            as_of: string;
            /**
             * Asked By
             * @description The account that asked for it; null where nobody did
             */
            asked_by: string | null;
            /**
             * Content Hash
             * @description sha256 in hex over the content
             */
            content_hash: string;
            /**
             * Ground
             * @description MONTH_END: taken by itself when a month was over
             * @enum {string}
             */
            ground: "MONTH_END" | "ASKED";
            /**
             * Kind
             * @enum {string}
             */
            kind: "SUMMARY" | "RATES";
            /**
             * Known At Seq
             * @description As far as the book had come: of a month, when it ended
             */
            known_at_seq: number;
            /**
             * Month
             * @description The first day of that month
             */
            month: string | null;
            rates: components["schemas"]["PopulationResponse"] | null;
            /**
             * Report Id
             * Format: uuid
             */
            report_id: string;
            summary: components["schemas"]["SummaryResponse"] | null;
            /**
             * Taken At
             * Format: date-time
             */
            taken_at: string;
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
         * RollUpResponse
         * @description A city or province, by what its districts told.
         */
        RollUpResponse: {
            /**
             * As Of
             * Format: date
             */
            as_of: string;
            /** Below */
            below: components["schemas"]["BelowResponse"][];
            /** District Id */
            district_id: number;
            /** Level */
            level: string;
            /** Name */
            name: string;
            /** @description The district's own newest report, where it has teachers of its own */
            own: components["schemas"]["ToldResponse"] | null;
            sums: components["schemas"]["SumsResponse"];
        };
        /** RowFaultResponse */
        RowFaultResponse: {
            /** Code */
            code: string;
            /** Column */
            column: string;
        };
        /** SchoolAttestationsRequest */
        SchoolAttestationsRequest: {
            /**
             * Issuer Code
             * @description In whose name it is issued
             */
            issuer_code: string;
            /** @description The judging year of the pack in force, or its whole cycle */
            kind: components["schemas"]["AttestationKind"];
            /**
             * On
             * @description A day of that year or cycle; today by default
             */
            on?: string | null;
            /**
             * Teacher Ids
             * @description Teachers of the school to attest; everybody in post there today by default
             */
            teacher_ids?: string[] | null;
        };
        /**
         * SchoolAttestationsResponse
         * @description In the order of staff numbers; whoever is not of the school last.
         */
        SchoolAttestationsResponse: {
            /**
             * Given Again
             * @description Issued before, and still saying just this
             */
            given_again: number;
            /**
             * Issued
             * @description Issued now
             */
            issued: number;
            /** Items */
            items: components["schemas"]["AttestationFateResponse"][];
            /** Refused */
            refused: number;
        };
        /** SchoolBookletsRequest */
        SchoolBookletsRequest: {
            /**
             * Issued On
             * Format: date
             */
            issued_on: string;
            /** Items */
            items: components["schemas"]["NumberedBooklet"][];
        };
        /**
         * SchoolBookletsResponse
         * @description In the order in which they were asked for.
         */
        SchoolBookletsResponse: {
            /** Issued */
            issued: number;
            /** Items */
            items: components["schemas"]["BookletFateResponse"][];
            /** Refused */
            refused: number;
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
             * People
             * @description Who earned something here that stands, each once
             */
            people: number;
            /**
             * School Id
             * Format: uuid
             */
            school_id: string;
            /** Standings */
            standings: {
                [key: string]: number;
            };
            /**
             * Teachers
             * @description In post here on the day; who is in post at two schools counts at one of them
             */
            teachers: number;
        };
        /**
         * SendingResponse
         * @description What was sent at once: the closing history first, then what was posted or taken back later.
         */
        SendingResponse: {
            /**
             * Anew
             * @description All of it once more: what was sent before need not have arrived
             */
            anew: boolean;
            /**
             * Head Number
             * @description The signed head that vouches for it; 0 where the book says nothing
             */
            head_number: number;
            /**
             * Own
             * @description Entries of this book
             */
            own: number;
            /** Parts */
            parts: number;
            /**
             * Passed On
             * @description Entries of other districts' books that the teacher had brought here
             */
            passed_on: number;
            /** Sending */
            sending: number;
            /**
             * Sent At
             * Format: date-time
             */
            sent_at: string;
            /**
             * Up To Seq
             * @description The last entry of this book that was told
             */
            up_to_seq: number;
        };
        /**
         * SentHistory
         * @description Seen from the district that the teacher left.
         */
        SentHistory: {
            /**
             * Last Day
             * Format: date
             */
            last_day: string;
            /** New District Id */
            new_district_id: number;
            /** Sendings */
            sendings: components["schemas"]["SendingResponse"][];
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /** Withdrawn */
            withdrawn: boolean;
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
            /**
             * Carried
             * @description Judged for the teacher, but standing in other districts' books
             */
            carried: components["schemas"]["CarriedLine"][];
            /** Carried Credits */
            carried_credits: string;
            /**
             * Carried Hours
             * @description Of what was brought along; never part of this district's sums
             */
            carried_hours: string;
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
         * SumStated
         * @description What was earned under one code of a dimension, in the words of the pack.
         */
        SumStated: {
            /** Code */
            code: string;
            /** Credits */
            credits: string;
            /** En */
            en: string;
            /** Hours */
            hours: string;
            /** Zh */
            zh: string;
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
            /** District Id */
            district_id: number;
            earned: components["schemas"]["EarnedResponse"];
            /** Known At Seq */
            known_at_seq: number;
            /** Level */
            level: string;
            /** Name */
            name: string;
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
            /**
             * People
             * @description Who earned something that stands, each once, whatever number of schools
             */
            people: number;
            /** Schools */
            schools: components["schemas"]["SchoolSummary"][];
            /** Standings */
            standings: {
                [key: string]: number;
            };
            /**
             * Summary Hash
             * @description sha256 in hex over the canonical JSON of all this; a report keeps the same
             */
            summary_hash: string;
            /**
             * Teachers
             * @description In post on the day, each once
             */
            teachers: number;
        };
        /** Sums */
        Sums: {
            /** Credits */
            credits: string;
            /** Hours */
            hours: string;
        };
        /**
         * SumsResponse
         * @description Sums of a district or of many.
         */
        SumsResponse: {
            earned: components["schemas"]["EarnedResponse"];
            /**
             * People
             * @description Who earned something, each once a district; who moved counts in both
             */
            people: number;
            /** Standings */
            standings: {
                [key: string]: number;
            };
            /**
             * Teachers
             * @description In post on the day: nobody is in post in two districts at once
             */
            teachers: number;
        };
        /** SumsStated */
        SumsStated: {
            /** Category */
            category: components["schemas"]["SumStated"][];
            /** Level */
            level: components["schemas"]["SumStated"][];
            /** Mode */
            mode: components["schemas"]["SumStated"][];
        };
        /**
         * ToldResponse
         * @description The sums of one district, as its report says them.
         */
        ToldResponse: {
            /**
             * As Of
             * Format: date
             */
            as_of: string;
            /**
             * Content Hash
             * @description Of the report; the district shows what is behind it
             */
            content_hash: string;
            /** District Id */
            district_id: number;
            /** Known At Seq */
            known_at_seq: number;
            /** Level */
            level: string;
            /** Name */
            name: string;
            /**
             * Published At
             * Format: date-time
             */
            published_at: string;
            /**
             * Report Id
             * Format: uuid
             */
            report_id: string;
            sums: components["schemas"]["SumsResponse"];
        };
        /**
         * TransferHistoryResponse
         * @description How far a teacher's history has come on its way, seen from this district.
         */
        TransferHistoryResponse: {
            /** @description Null in the district that the teacher left */
            received: components["schemas"]["ReceivedHistory"] | null;
            /** @description Null in the district that the teacher came to */
            sent: components["schemas"]["SentHistory"] | null;
            /**
             * Transfer Id
             * Format: uuid
             */
            transfer_id: string;
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
        /**
         * VerdictItem
         * @description One teacher's verdict as it was last found.
         */
        VerdictItem: {
            /**
             * Judged For
             * Format: date
             * @description The day on which the teacher was judged
             */
            judged_for: string;
            /**
             * Known At Seq
             * @description As far as the book had come then; what it says of the teacher is the same
             */
            known_at_seq: number;
            /** Name */
            name: string;
            /**
             * Pack Id
             * @description The pack in force for the teacher; null where there is none, or the verdict could not be found
             */
            pack_id: string | null;
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
            /** @description UNDETERMINED also where judging tripped over the teacher's rows: the log says how */
            verdict: components["schemas"]["Result"];
            /**
             * Waiting
             * @description Something about the teacher has changed since: the worker will judge anew
             */
            waiting: boolean;
        };
        /**
         * VerdictsResponse
         * @description Verdicts of those in post, and how far the worker is behind.
         */
        VerdictsResponse: {
            /**
             * Counts
             * @description All who are in post, at the school or in the district
             */
            counts: {
                [key: string]: number;
            };
            /**
             * Head Seq
             * @description The last entry of the book
             */
            head_seq: number;
            /** Items */
            items: components["schemas"]["VerdictItem"][];
            /** Next Cursor */
            next_cursor: string | null;
            /**
             * Waiting
             * @description How many people of the district wait to be judged anew
             */
            waiting: number;
            /**
             * Waiting Since
             * @description Since when the first of them; null where nobody waits
             */
            waiting_since: string | null;
        };
        /** VerificationMethod */
        VerificationMethod: {
            /** Controller */
            controller: string;
            /** Id */
            id: string;
            publicKeyJwk: components["schemas"]["PublicKeyJwk"];
            /** Type */
            type: string;
        };
        /**
         * WarningItem
         * @description A teacher who will miss what is due, unless something is done. People decide what follows.
         */
        WarningItem: {
            /**
             * Holds
             * @description Classes in which the teacher holds a place
             */
            holds: components["schemas"]["ClassOnTheWay"][];
            /**
             * Lacking
             * @description Beside what the places held would bring (COVERED: without them)
             */
            lacking: components["schemas"]["LackResponse"][];
            /**
             * Left
             * @description What is lacking even after the way
             */
            left: components["schemas"]["LackResponse"][];
            /** Name */
            name: string;
            /**
             * Other Clauses
             * @description Also due and not met, and no class closes them
             */
            other_clauses: components["schemas"]["OpenClause"][];
            /**
             * Outcome
             * @description COVERED: the places held suffice, if used; REACHABLE: the classes in `way` suffice; CLASH: only because classes meet at the same time nothing suffices; OUT_OF_REACH: nothing on offer suffices
             * @enum {string}
             */
            outcome: "COVERED" | "REACHABLE" | "CLASH" | "OUT_OF_REACH";
            /** School Id */
            school_id: string | null;
            /** Staff Number */
            staff_number: string;
            /**
             * Teacher Id
             * Format: uuid
             */
            teacher_id: string;
            /**
             * Until
             * Format: date
             * @description The end of the judging year or of the cycle
             */
            until: string;
            /**
             * Way
             * @description The cheapest way out that was found, by time in class; where nothing suffices, what helps most
             */
            way: components["schemas"]["ClassOnTheWay"][];
            /**
             * Way Minutes
             * @description Time in class of the way, in minutes
             */
            way_minutes: number;
        };
        /**
         * WarningsResponse
         * @description Who of the teachers looked at is warned; go on with `next_cursor`.
         */
        WarningsResponse: {
            /**
             * Horizon
             * @enum {string}
             */
            horizon: "YEAR" | "CYCLE";
            /** Items */
            items: components["schemas"]["WarningItem"][];
            /** Known At Seq */
            known_at_seq: number;
            /**
             * Looked At
             * @description Teachers of this page, warned or not: as many as asked for, or fewer where searching takes long
             */
            looked_at: number;
            /** Next Cursor */
            next_cursor: string | null;
            /**
             * Since
             * Format: date
             */
            since: string;
            /**
             * Undetermined
             * @description And of these it cannot be said: judging them is at fault
             */
            undetermined: components["schemas"]["NamedPerson"][];
            /**
             * Without Pack
             * @description Of them, nobody judges these: no pack is in force for them
             */
            without_pack: number;
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
        WebhookType: "entries.posted" | "book_head.signed" | "certificates.issued" | "certificates.revoked" | "attestations.revoked";
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
    get_public_attestation: {
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
            /** @description The facts; a page for `Accept: text/html` */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicAttestationResponse"];
                    "text/html": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
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
            429: components["responses"]["Problem429"];
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
            /** @description The facts; a page for `Accept: text/html` */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicCertificateResponse"];
                    "text/html": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
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
            429: components["responses"]["Problem429"];
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
            429: components["responses"]["Problem429"];
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
            429: components["responses"]["Problem429"];
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
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_attestations: {
        parameters: {
            query?: {
                /** @description Only of this teacher */
                teacher_id?: string | null;
                /** @description Only of this kind */
                kind?: components["schemas"]["AttestationKind"] | null;
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
                    "application/json": components["schemas"]["Page_AttestationResponse_"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_attestation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                attestation_id: string;
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
                    "application/json": components["schemas"]["AttestationResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_attestation_credential: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                attestation_id: string;
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
                    "application/vc+jwt": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_attestation_document: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                attestation_id: string;
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
    get_attestation_proof: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                attestation_id: string;
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
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    put_attestation_revocation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                attestation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AttestationRevocationRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttestationResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
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
            429: components["responses"]["Problem429"];
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
            429: components["responses"]["Problem429"];
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
            429: components["responses"]["Problem429"];
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
            429: components["responses"]["Problem429"];
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
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_booklets: {
        parameters: {
            query?: {
                /** @description Only of this teacher */
                teacher_id?: string | null;
                /** @description Only those that this school keeps, or kept last */
                school_id?: string | null;
                /** @description Only those kept by another school than the one where the teacher works now, which gets them */
                owed?: boolean | null;
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
                    "application/json": components["schemas"]["Page_BookletResponse_"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    post_booklet: {
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
                "application/json": components["schemas"]["BookletRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookletResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_booklet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                booklet_id: string;
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
                    "application/json": components["schemas"]["BookletResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    post_booklet_handover: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                booklet_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandoverRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookletResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    post_booklet_loss: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                booklet_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LossRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookletResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    post_booklet_reissue: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                booklet_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BookletReissueRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookletResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
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
            429: components["responses"]["Problem429"];
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
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_certificate_print: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                print_id: string;
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
                    "application/json": components["schemas"]["PrintResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    put_certificate_print_cancellation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                print_id: string;
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
                    "application/json": components["schemas"]["PrintResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_certificate_print_document: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                print_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The PDF, or a ZIP where there are several */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
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
            429: components["responses"]["Problem429"];
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
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_certificate_credential: {
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
                    "application/vc+jwt": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
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
            429: components["responses"]["Problem429"];
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
            429: components["responses"]["Problem429"];
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
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    post_certificate_print: {
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
                "application/json": components["schemas"]["PrintRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrintResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
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
            429: components["responses"]["Problem429"];
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
            429: components["responses"]["Problem429"];
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
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_entry_provenance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                entry_id: string;
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
                    "application/json": components["schemas"]["ProvenanceResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_exports: {
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
                    "application/json": components["schemas"]["Page_ExportResponse_"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    post_export: {
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
                "application/json": components["schemas"]["ExportRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_export: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                export_id: string;
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
                    "application/json": components["schemas"]["ExportResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    put_export_cancellation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                export_id: string;
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
                    "application/json": components["schemas"]["ExportResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_export_content: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                export_id: string;
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
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            /** @description The bytes asked for in Range */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The same as the file whose ETag was sent in If-None-Match */
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
            /** @description Cancelled or expired: the file was removed */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            /** @description The file has no such bytes; Content-Range says how many it has */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_history_imports: {
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
                    "application/json": components["schemas"]["Page_HistoryImportResponse_"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    post_history_import: {
        parameters: {
            query?: {
                /** @description Only say what would happen */
                dry_run?: boolean;
                /** @description As the file is called */
                file_name?: string;
                /** @description The paper behind every row that names none */
                document?: string | null;
                /** @description Of every row that names none; DECLARED without it */
                evidence?: components["schemas"]["Evidence"] | null;
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
            /** @description The worker goes on with it: ask again */
            202: {
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
            429: components["responses"]["Problem429"];
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
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_history_file: {
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
            /** @description The very bytes */
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
    list_history_rows: {
        parameters: {
            query?: {
                /** @description NEW: to be posted, or would be */
                fate?: ("NEW" | "POSTED" | "REPEATED" | "REFUSED") | null;
                /** @description Only rows that are like another training */
                flagged?: boolean;
                /** @description How many items, at most 500 */
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
            };
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
                    "application/json": components["schemas"]["Page_HistoryRowResponse_"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    post_history_undo: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and content give the same answer again. */
                "Idempotency-Key": string;
            };
            path: {
                district_id: number;
                import_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HistoryUndoRequest"];
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
            /** @description The worker goes on with it: ask again */
            202: {
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
            429: components["responses"]["Problem429"];
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
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_reports: {
        parameters: {
            query?: {
                /** @description Only sums or only rates */
                kind?: ("SUMMARY" | "RATES") | null;
                /** @description Only those of months, or only those asked for */
                ground?: ("MONTH_END" | "ASKED") | null;
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
                    "application/json": components["schemas"]["Page_ReportItem_"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    post_report: {
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
                "application/json": components["schemas"]["ReportRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportItem"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_report: {
        parameters: {
            query?: {
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
                report_id: string;
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
                    "application/json": components["schemas"]["ReportResponse"];
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
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_report_content: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                report_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Canonical JSON */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
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
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_roll_up: {
        parameters: {
            query?: {
                /** @description What was earned by this day; today by default */
                as_of?: string | null;
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
                    "application/json": components["schemas"]["RollUpResponse"];
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
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    post_school_attestations: {
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
                "application/json": components["schemas"]["SchoolAttestationsRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchoolAttestationsResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    post_school_booklets: {
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
                "application/json": components["schemas"]["SchoolBookletsRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchoolBookletsResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
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
            429: components["responses"]["Problem429"];
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
            429: components["responses"]["Problem429"];
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
                /** @description As the book knew it at this moment; with `known_at_seq`, at the earlier of the two */
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
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_merge_moves: {
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
                    "application/json": components["schemas"]["MergeMovesResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_teacher_archives: {
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
                    "application/json": components["schemas"]["Page_ArchiveResponse_"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    post_teacher_archive: {
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
                "application/json": components["schemas"]["ArchiveRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArchiveResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_teacher_archive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                teacher_id: string;
                archive_id: string;
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
                    "application/json": components["schemas"]["ArchiveResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_teacher_archive_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                teacher_id: string;
                archive_id: string;
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
                    "application/zip": string;
                };
            };
            /** @description The bytes asked for in Range */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The same as the file whose ETag was sent in If-None-Match */
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
            /** @description The file has no such bytes; Content-Range says how many it has */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    post_attestation: {
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
                "application/json": components["schemas"]["AttestationRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttestationIssuedResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_balance: {
        parameters: {
            query?: {
                /** @description What was earned by this day; everything by default */
                as_of?: string | null;
                /** @description As the book knew it at this entry; now by default */
                known_at_seq?: number | null;
                /** @description As the book knew it at this moment; with `known_at_seq`, at the earlier of the two */
                known_at?: string | null;
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
            429: components["responses"]["Problem429"];
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
            429: components["responses"]["Problem429"];
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
                /** @description As the book knew it at this moment; with `known_at_seq`, at the earlier of the two */
                known_at?: string | null;
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
            429: components["responses"]["Problem429"];
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
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_transfer_history: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                district_id: number;
                transfer_id: string;
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
                    "application/json": components["schemas"]["TransferHistoryResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    post_transfer_history: {
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
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferHistoryResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_verdicts: {
        parameters: {
            query?: {
                /** @description Only who is in post at this school */
                school_id?: string | null;
                /** @description Only those who stand so */
                verdict?: components["schemas"]["Result"] | null;
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
                    "application/json": components["schemas"]["VerdictsResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    post_verdicts_rebuild: {
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
                    "application/json": components["schemas"]["RebuildResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    list_warnings: {
        parameters: {
            query?: {
                /** @description What is due by the end of the judging year, or of the whole cycle */
                horizon?: "YEAR" | "CYCLE";
                /** @description Only who is in post at this school */
                school_id?: string | null;
                /** @description Only these; by default all but COVERED, who need only come */
                outcome?: ("COVERED" | "REACHABLE" | "CLASH" | "OUT_OF_REACH")[] | null;
                /** @description How many teachers to look at, at most 200 */
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
                    "application/json": components["schemas"]["WarningsResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
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
            429: components["responses"]["Problem429"];
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
            429: components["responses"]["Problem429"];
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
            429: components["responses"]["Problem429"];
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
            429: components["responses"]["Problem429"];
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
            429: components["responses"]["Problem429"];
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
            429: components["responses"]["Problem429"];
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
            429: components["responses"]["Problem429"];
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
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_issuer_document: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The district's number */
                district: number;
                issuer_code: string;
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
                    "application/json": components["schemas"]["IssuerDocument"];
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
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    get_status_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The district's number */
                district: number;
                /** @description What is numbered */
                paper: components["schemas"]["Paper"];
                issuer_code: string;
                /** @description The year of the numbers */
                year: number;
                /** @description Each list has 131,072 numbers */
                page: number;
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
                    "application/vc+jwt": string;
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
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
}
