using Microsoft.Extensions.Logging;

namespace JobLogs.Client.Logging;

/// <summary>
/// Brings what is logged inside a run into the run's log. An entry has the logger's category as <c>logger_name</c>, and as
/// <c>details</c> the properties of the message template and of the scopes around it (of equal names the innermost wins; the
/// text of a scope that has no properties is left out). The properties <c>step</c>, <c>paper_id</c>, <c>error_code</c> and
/// <c>duration_ms</c> become the entry's own fields. Numbers, booleans, null, strings, dictionaries with string keys and
/// sequences of these keep their kind in <c>details</c>; anything else is written as its <see cref="object.ToString"/>.
/// Logging never throws, and outside of a run it costs next to nothing.
/// </summary>
/// <param name="time">Tells when an entry happened; null means the system's clock.</param>
[ProviderAlias("JobLogs")]
public sealed class JobLogsLoggerProvider(TimeProvider? time = null) : ILoggerProvider, ISupportExternalScope
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>The scopes that the code is in.</summary>
    internal IExternalScopeProvider Scopes { get; private set; } = new LoggerExternalScopeProvider();

    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => new JobLogsLogger(this, _time, categoryName);

    /// <inheritdoc />
    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => Scopes = scopeProvider;

    /// <summary>Does nothing: the provider holds nothing.</summary>
    public void Dispose()
    {
    }
}
