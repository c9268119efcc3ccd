namespace JobLogs.Server.Handlers.PaperSearch;

/// <summary>Where a paper was read from. Papers of one origin never count as existing for another.</summary>
internal enum PaperOrigin
{
    /// <summary>The arXiv API.</summary>
    Arxiv,

    /// <summary>A folder of Atom files.</summary>
    Folder,

    /// <summary>The sample feed that ships with the server.</summary>
    Sample,
}
