namespace JobLogs.Server.Handlers.PaperSearch;

/// <summary>
/// The entries of a <c>paper_search</c> run, in the language of its specification. What a method is given beyond its message
/// becomes the entry's details, but for <c>error_code</c>, <c>paper_id</c> and <c>duration_ms</c>, which are the entry's own.
/// </summary>
internal static partial class PaperLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "开始处理论文搜索")]
    public static partial void FindingBegins(ILogger logger, string step, IReadOnlyList<string> keywords, int max_papers, bool force_reprocess);

    [LoggerMessage(Level = LogLevel.Warning, Message = "无法连接 arXiv，改用服务器自带的样例论文")]
    public static partial void FallsBack(ILogger logger, string source, string reason, string error_code);

    [LoggerMessage(Level = LogLevel.Debug, Message = "找到论文：{title}")]
    public static partial void Found(ILogger logger, string paper_id, string title);

    [LoggerMessage(Level = LogLevel.Information, Message = "论文搜索完成，共找到 {papers_found} 篇")]
    public static partial void FindingEnds(ILogger logger, int papers_found, string source, long duration_ms);

    [LoggerMessage(Level = LogLevel.Error, Message = "论文搜索失败：{reason}")]
    public static partial void FindingFails(ILogger logger, string reason, string error_code, long duration_ms);

    [LoggerMessage(Level = LogLevel.Information, Message = "开始过滤已有论文")]
    public static partial void SiftingBegins(ILogger logger, int papers_found, bool force_reprocess);

    [LoggerMessage(Level = LogLevel.Information, Message = "过滤完成：新论文 {papers_new} 篇，已有 {papers_existing} 篇")]
    public static partial void SiftingEnds(ILogger logger, int papers_new, int papers_existing, long duration_ms);

    [LoggerMessage(Level = LogLevel.Information, Message = "开始处理 {papers_due} 篇论文")]
    public static partial void ProcessingBegins(ILogger logger, int papers_due);

    [LoggerMessage(Level = LogLevel.Information, Message = "论文处理完成：{title}")]
    public static partial void Processed(
        ILogger logger, string title, double relevance, IReadOnlyList<string> top_terms, string source, long duration_ms);

    [LoggerMessage(Level = LogLevel.Error, Message = "论文处理失败：{reason}")]
    public static partial void ProcessingFails(ILogger logger, string reason, string error_code, string title, long duration_ms);

    [LoggerMessage(Level = LogLevel.Error, Message = "论文处理出现意外错误")]
    public static partial void ProcessingBreaks(ILogger logger, Exception exception, string error_code, string title, long duration_ms);

    [LoggerMessage(Level = LogLevel.Information, Message = "全部处理完成：成功 {papers_processed} 篇，失败 {paper_errors} 篇")]
    public static partial void ProcessingEnds(ILogger logger, int papers_processed, int paper_errors, long duration_ms);
}
