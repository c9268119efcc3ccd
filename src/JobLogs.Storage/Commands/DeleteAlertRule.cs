namespace JobLogs.Storage.Commands;

/// <summary>Deletes a rule. Its alerts end, and nobody is told; they stay to be read. <see cref="Refusal.NotFound"/>.</summary>
public sealed class DeleteAlertRule(long rule) : StoreCommand
{
    /// <summary>The rule.</summary>
    public long Rule { get; } = rule;

    /// <summary>Why nothing was written.</summary>
    public Refusal Refusal { get; set; }
}
