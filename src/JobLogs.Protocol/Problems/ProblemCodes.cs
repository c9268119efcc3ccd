namespace JobLogs.Protocol.Problems;

/// <summary>The stable <c>code</c> of a problem document (RFC 9457): what a program may decide by. A code never changes its meaning.</summary>
public static class ProblemCodes
{
    /// <summary>400: the request can't be understood as a whole, such as a body that isn't JSON.</summary>
    public const string BadRequest = "bad_request";

    /// <summary>400: values are wrong; <c>errors</c> names each field.</summary>
    public const string ValidationFailed = "validation_failed";

    /// <summary>400: the cursor is damaged, another job's or another database's.</summary>
    public const string BadCursor = "bad_cursor";

    /// <summary>400: the query string has a parameter that the call doesn't know.</summary>
    public const string UnknownParameter = "unknown_parameter";

    /// <summary>401: the server asks for a key, and the request shows none.</summary>
    public const string NotSignedIn = "not_signed_in";

    /// <summary>401: the key, session or ticket that the request shows is unknown, was revoked or has ended.</summary>
    public const string BadCredentials = "bad_credentials";

    /// <summary>403: the key's role doesn't include this call.</summary>
    public const string RoleTooLow = "role_too_low";

    /// <summary>403: the request's <c>Host</c> isn't one that the server answers to.</summary>
    public const string UnknownHost = "unknown_host";

    /// <summary>403: a web page of a foreign origin asked for a change or a stream.</summary>
    public const string ForeignOrigin = "foreign_origin";

    /// <summary>404: no such job, run, entry or path.</summary>
    public const string NotFound = "not_found";

    /// <summary>405: the path exists, but not with this method.</summary>
    public const string MethodNotAllowed = "method_not_allowed";

    /// <summary>409: another job has this name.</summary>
    public const string NameTaken = "name_taken";

    /// <summary>409: the first key of a server must be one that can manage keys.</summary>
    public const string FirstKeyNotAdmin = "first_key_not_admin";

    /// <summary>409: the key is the last that may manage keys.</summary>
    public const string LastAdminKey = "last_admin_key";

    /// <summary>409: the server asks nobody for a key, so there is nothing to sign in to.</summary>
    public const string NoKeys = "no_keys";

    /// <summary>409: there are as many keys, or sessions and tickets of one, as there may be.</summary>
    public const string TooMany = "too_many";

    /// <summary>409: the job is running and its <c>concurrency</c> is <c>skip</c>.</summary>
    public const string AlreadyRunning = "already_running";

    /// <summary>409: as many runs of the job as its <c>concurrency</c> allows are not over.</summary>
    public const string TooManyRuns = "too_many_runs";

    /// <summary>409: the server doesn't start runs of an <c>external</c> job; somebody else does.</summary>
    public const string ExternalJob = "external_job";

    /// <summary>409: the server starts this job's runs; only those of an <c>external</c> job are started by somebody else.</summary>
    public const string JobNotExternal = "job_not_external";

    /// <summary>409: the server executes this run, so that nobody else can set its status.</summary>
    public const string RunOwnedByServer = "run_owned_by_server";

    /// <summary>409: the run is over already.</summary>
    public const string RunNotCancellable = "run_not_cancellable";

    /// <summary>409: the job was changed again and again while this change was being made; send it again.</summary>
    public const string JobChanged = "job_changed";

    /// <summary>409: the run isn't over yet, or somebody else executes it.</summary>
    public const string RunNotRetryable = "run_not_retryable";

    /// <summary>409: the run is over, with a final status.</summary>
    public const string RunFinished = "run_finished";

    /// <summary>409: a step with this id has begun, or ended, in another way.</summary>
    public const string StepConflict = "step_conflict";

    /// <summary>409: a producer left a hole in its numbering; <c>expected</c> is the number due.</summary>
    public const string OutOfSequence = "out_of_sequence";

    /// <summary>409: a rule tells this notifier.</summary>
    public const string NotifierInUse = "notifier_in_use";

    /// <summary>409: the notification was received already.</summary>
    public const string NotificationSent = "notification_sent";

    /// <summary>413: the body, unpacked, has too many bytes or entries.</summary>
    public const string PayloadTooLarge = "payload_too_large";

    /// <summary>415: the body's content type or content encoding is missing or unknown.</summary>
    public const string UnsupportedMediaType = "unsupported_media_type";

    /// <summary>429: this client has too many requests or connections open; <c>Retry-After</c> says when to come again.</summary>
    public const string TooManyRequests = "too_many_requests";

    /// <summary>429: too many wrong keys came from this address, or in all; <c>Retry-After</c> says when one is looked at again.</summary>
    public const string TooManySignIns = "too_many_sign_ins";

    /// <summary>500: a mistake of the server; its own log says more.</summary>
    public const string InternalError = "internal_error";

    /// <summary>429: the write queue is full; nothing was stored; <c>Retry-After</c> says when to come again.</summary>
    public const string QueueFull = "queue_full";

    /// <summary>503: the database can't be reached or written; nothing was stored.</summary>
    public const string StoreUnavailable = "store_unavailable";

    /// <summary>409, and 400 where a question asks for it: the server has no copy in Elasticsearch.</summary>
    public const string CopyDisabled = "copy_disabled";

    /// <summary>503: the copy in Elasticsearch has no answer: it is away, too slow, or the question is beyond its means.</summary>
    public const string CopyUnavailable = "copy_unavailable";

    /// <summary>503: the copy in Elasticsearch lacks something that the question needs and that is on its way.</summary>
    public const string CopyBehind = "copy_behind";

    /// <summary>503: the copy in Elasticsearch lacks something that it refused: it is among the dead letters.</summary>
    public const string CopyIncomplete = "copy_incomplete";

    /// <summary>503: the server is going down; come again.</summary>
    public const string ShuttingDown = "shutting_down";

    /// <summary>426: the address speaks WebSocket only.</summary>
    public const string WebSocketRequired = "websocket_required";

    /// <summary>503: as many streams are open as the server serves; <c>Retry-After</c> says when to come again.</summary>
    public const string TooManyConnections = "too_many_connections";
}
