using System.Runtime.CompilerServices;
using System.Xml;
using JobLogs.Server.Handlers.PaperSearch.Atom;

namespace JobLogs.Server.Handlers.PaperSearch.Feeds;

/// <summary>Reads every <c>.xml</c> and <c>.atom</c> file of one folder; a bad file is said and passed over.</summary>
/// <param name="folder">The folder; what lies in folders below it is not read.</param>
internal sealed partial class FolderSource(string folder) : IPaperSource
{
    /// <inheritdoc/>
    public PaperOrigin Origin => PaperOrigin.Folder;

    /// <inheritdoc/>
    public async IAsyncEnumerable<FoundPaper> SearchAsync(
        SourceQuery query, ILogger logger, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var papers = new List<FoundPaper>();
        foreach (var file in ListFiles())
        {
            papers.AddRange(await ReadFileAsync(file, logger, cancellationToken));
        }

        foreach (var paper in papers.Matching(query))
        {
            yield return paper;
        }
    }

    private string[] ListFiles()
    {
        try
        {
            var files = Directory.GetFiles(folder)
                .Where(file => Path.GetExtension(file).ToUpperInvariant() is ".XML" or ".ATOM")
                .ToArray();
            Array.Sort(files, StringComparer.Ordinal);
            return files;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PaperSourceException(
                PaperErrorCodes.FolderUnreadable,
                $"The folder '{folder}' can't be read: {exception.Message} PAPER_SEARCH_FOLDER names a folder of Atom files.",
                exception);
        }
    }

    private static async Task<IReadOnlyList<FoundPaper>> ReadFileAsync(string file, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            // Read in one go and parsed from memory: the parser's own asynchronous mode costs far more than the files are large.
            using var content = new MemoryStream(await File.ReadAllBytesAsync(file, cancellationToken), writable: false);
            var feed = AtomReader.Read(content, PaperOrigin.Folder);
            foreach (var complaint in feed.Unreadable)
            {
                Log.EntryUnreadable(logger, Path.GetFileName(file), complaint);
            }

            return feed.Papers;
        }
        catch (Exception exception) when (exception is XmlException or IOException or UnauthorizedAccessException)
        {
            Log.FileUnreadable(logger, Path.GetFileName(file), exception.Message);
            return [];
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "无法读取论文文件 {file}，已跳过：{reason}")]
        public static partial void FileUnreadable(ILogger logger, string file, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "论文文件 {file} 中有一个条目无法读取，已跳过：{reason}")]
        public static partial void EntryUnreadable(ILogger logger, string file, string reason);
    }
}
