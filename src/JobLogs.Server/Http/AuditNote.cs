namespace JobLogs.Server.Http;

/// <summary>
/// What the audit log is to say of a request; a feature of it. The endpoint's name says what was done, and its path to what,
/// unless somebody notes more here.
/// </summary>
internal sealed record AuditNote
{
    /// <summary>What was done, in the place of the endpoint's name.</summary>
    public string? Action { get; init; }

    /// <summary>What it was done to, in the place of the path's.</summary>
    public string? Target { get; init; }

    /// <summary>Who did it, when the request came without saying so.</summary>
    public Caller? Caller { get; init; }

    /// <summary>More about it, as a JSON object; no values that may be secret.</summary>
    public string? Details { get; init; }

    /// <summary>Notes it for a request.</summary>
    public void For(HttpContext context) => context.Features.Set(this);
}
