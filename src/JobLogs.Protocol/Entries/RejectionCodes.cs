namespace JobLogs.Protocol.Entries;

/// <summary>The stable <c>code</c> of a rejected entry: what a program may decide by.</summary>
public static class RejectionCodes
{
    /// <summary>The line isn't one JSON value.</summary>
    public const string InvalidJson = "invalid_json";

    /// <summary>The line or element isn't UTF-8.</summary>
    public const string InvalidUtf8 = "invalid_utf8";

    /// <summary>The line or element is JSON, but not an object.</summary>
    public const string NotAnObject = "not_an_object";

    /// <summary>The entry has no <c>message</c>.</summary>
    public const string MissingMessage = "missing_message";

    /// <summary>A key that an entry doesn't have.</summary>
    public const string UnknownKey = "unknown_key";

    /// <summary>A key that only the server sets: <c>id</c>, <c>seq</c>, <c>job_id</c>, <c>job_run_id</c>.</summary>
    public const string ReservedKey = "reserved_key";

    /// <summary>A key stands twice in the entry, in its exception, or in an object of its details.</summary>
    public const string DuplicateKey = "duplicate_key";

    /// <summary>A value of the wrong kind, or one that can't be understood.</summary>
    public const string InvalidValue = "invalid_value";

    /// <summary>A value is over its limit.</summary>
    public const string TooLong = "too_long";

    /// <summary>The details are nested too deep.</summary>
    public const string TooDeep = "too_deep";
}
