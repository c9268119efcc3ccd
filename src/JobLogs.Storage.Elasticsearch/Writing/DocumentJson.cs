using System.Text.Encodings.Web;
using System.Text.Json;

namespace JobLogs.Storage.Elasticsearch.Writing;

/// <summary>How documents are written: nothing escaped that JSON allows as it is.</summary>
internal static class DocumentJson
{
    internal static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,

        // The documents are the same few shapes; tests parse every one.
        SkipValidation = true,
    };

}
