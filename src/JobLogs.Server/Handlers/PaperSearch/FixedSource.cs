namespace JobLogs.Server.Handlers.PaperSearch;

/// <summary>The one source that the settings name.</summary>
internal sealed class FixedSource(IPaperSource source) : ISourceChooser
{
    /// <inheritdoc/>
    public ValueTask<SourceChoice> ChooseAsync(CancellationToken cancellationToken) => new(new SourceChoice(source, FallbackReason: null));
}
