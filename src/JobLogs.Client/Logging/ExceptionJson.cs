namespace JobLogs.Client.Logging;

/// <summary>Writes an exception as an entry carries it: <c>{type, message, stack_trace}</c>, long texts cut so that all fits.</summary>
internal static class ExceptionJson
{
    private const string CutMark = "…";

    // {"type":"","message":"","stack_trace":""}, and the cut marks.
    private const int FrameBytes = 64;

    /// <summary>Writes the exception in at most <paramref name="limit"/> bytes.</summary>
    public static void Write(Utf8Buffer json, Exception exception, int limit)
    {
        var end = json.Length + limit - FrameBytes;
        json.Raw("{\"type\":"u8);
        WriteCut(json, exception.GetType().FullName ?? exception.GetType().Name, (end - json.Length) / 4);
        json.Raw(",\"message\":"u8);
        WriteCut(json, TextOf(static exception => exception.Message, exception), (end - json.Length) / 2);
        json.Raw(",\"stack_trace\":"u8);

        // An exception's text as a whole is the only form that has the stack traces of those inside it.
        var stackTrace = exception.InnerException is null ? exception.StackTrace : TextOf(static exception => exception.ToString(), exception);
        if (stackTrace is null)
        {
            json.Raw("null"u8);
        }
        else
        {
            WriteCut(json, stackTrace, end - json.Length);
        }

        json.Raw("}"u8);
    }

    /// <summary>Writes a text, its end cut off if it takes more than <paramref name="room"/> bytes.</summary>
    private static void WriteCut(Utf8Buffer json, string text, int room)
    {
        var start = json.Length;
        var kept = Math.Clamp(room, 0, text.Length);
        while (true)
        {
            json.JsonString(kept == text.Length ? text : string.Concat(text.AsSpan(0, kept), CutMark));
            if (json.Length - start <= room || kept == 0)
            {
                return;
            }

            json.CutTo(start);
            kept = kept * 3 / 4;
        }
    }

    private static string TextOf(Func<Exception, string> text, Exception exception)
    {
        try
        {
            return text(exception);
        }
#pragma warning disable CA1031 // The entry says what the exception did; logging goes on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return $"(could not be read: {failure.GetType()})";
        }
    }
}
