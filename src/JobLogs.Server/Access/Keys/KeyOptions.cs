namespace JobLogs.Server.Access.Keys;

/// <summary>Keys, sessions and tickets. Checked at start.</summary>
internal sealed class KeyOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Access";

    /// <summary>Whether the server asks for keys even when there is none: set when others can reach it and it was not started
    /// with <c>--insecure</c>. No setting.</summary>
    public bool Required { get; set; }

    /// <summary>How long a session of the page lasts, in hours. Default 336 (14 days); 1 to 8,784. Past it the page asks for the
    /// key again.</summary>
    public int SessionHours { get; set; } = 336;

    /// <summary>How long a ticket opens a stream, in seconds. Default 60; 5 to 3,600. Past it a stream that it has not opened is
    /// refused with 401.</summary>
    public int TicketSeconds { get; set; } = 60;

    /// <summary>Wrong keys that are answered 401 a minute, from one address (an IPv6 network of 64 bits). Default 10; 1 to
    /// 100,000. Past it they are answered 429 with <c>Retry-After</c>; right keys are let in.</summary>
    public int FailuresPerAddress { get; set; } = 10;

    /// <summary>Wrong keys that are answered 401 a minute, from all addresses together. Default 300; 1 to 1,000,000. Past it as
    /// for one address.</summary>
    public int FailuresInAll { get; set; } = 300;

    /// <summary>How many days the audit log goes back. Default 365; 1 to 36,500. Older records are removed.</summary>
    public int AuditDays { get; set; } = 365;
}
