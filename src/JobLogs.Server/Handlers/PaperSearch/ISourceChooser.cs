namespace JobLogs.Server.Handlers.PaperSearch;

/// <summary>Decides at the start of a run which source it asks: <see cref="AutoSource"/> or <see cref="FixedSource"/>, by the settings.</summary>
internal interface ISourceChooser
{
    /// <summary>The source to ask, and why it is not arXiv if it should have been.</summary>
    ValueTask<SourceChoice> ChooseAsync(CancellationToken cancellationToken);
}
