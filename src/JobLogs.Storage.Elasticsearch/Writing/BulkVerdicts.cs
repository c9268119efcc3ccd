namespace JobLogs.Storage.Elasticsearch.Writing;

/// <summary>Judges items by their outcome.</summary>
internal static class BulkVerdicts
{
    private const int Created = 201;
    private const int Exists = 409;

    /// <summary>
    /// Only what the server says of the document itself is final. A missing right, an index that is blocked, full or may not be
    /// made (also told as 400) is for whoever runs the server to mend, and nothing may be lost meanwhile.
    /// </summary>
    internal static BulkVerdict Of(BulkReply.Outcome outcome) => outcome.Status switch
    {
        Created or Exists => BulkVerdict.Accepted,
        400 when IsAboutTheDocument(outcome) => BulkVerdict.Refused,
        _ => BulkVerdict.Again,
    };

    private static bool IsAboutTheDocument(BulkReply.Outcome outcome) => outcome.Error?.Type switch
    {
        "mapper_parsing_exception" or "document_parsing_exception" or "strict_dynamic_mapping_exception" => true,
        "illegal_argument_exception" => outcome.Error.Reason?.Contains("immense term", StringComparison.Ordinal) is true,
        _ => false,
    };
}
