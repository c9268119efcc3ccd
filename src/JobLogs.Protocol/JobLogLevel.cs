namespace JobLogs.Protocol;

/// <summary>How serious an entry is. The numbers rise with the severity, so that "this level and above" is a comparison.</summary>
public enum JobLogLevel : byte
{
    /// <summary>For whoever looks for a mistake: <c>DEBUG</c> (read from <c>TRACE</c> too).</summary>
    Debug,

    /// <summary>The normal course of things: <c>INFO</c> (read from <c>INFORMATION</c> too); an entry's level when it names none.</summary>
    Info,

    /// <summary>Odd, but the run goes on: <c>WARNING</c> (read from <c>WARN</c> too).</summary>
    Warning,

    /// <summary>Something failed: <c>ERROR</c>.</summary>
    Error,

    /// <summary>The run can't go on: <c>CRITICAL</c> (read from <c>FATAL</c> too).</summary>
    Critical,
}
