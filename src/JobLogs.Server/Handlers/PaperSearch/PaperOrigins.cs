namespace JobLogs.Server.Handlers.PaperSearch;

/// <summary>The names of the origins, as the store, the API and the log say them.</summary>
internal static class PaperOrigins
{
    /// <summary>The origin's name: <c>arxiv</c>, <c>folder</c> or <c>sample</c>.</summary>
    public static string ToName(this PaperOrigin origin) => origin switch
    {
        PaperOrigin.Arxiv => "arxiv",
        PaperOrigin.Folder => "folder",
        PaperOrigin.Sample => "sample",
        _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, "Unknown origin."),
    };
}
