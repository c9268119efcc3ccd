using System.Text;
using JobLogs.Server.Http;
using JobLogs.Server.Live.Frames;
using JobLogs.Server.Live.Subscriptions;
using JobLogs.Storage.Model;

namespace JobLogs.Server.Live.EventStreams;

/// <summary>Reads what a stream of Server-Sent Events is asked for.</summary>
internal static class EventStreamRequest
{
    private const string LastEventId = "Last-Event-ID";

    /// <summary>The query parameters that are no conditions.</summary>
    public static readonly string[] NoFilters = ["after", "tail", "types", "ticket"];

    /// <summary>The request, or what is wrong with it.</summary>
    public static (SubscriptionRequest Request, Problem? Problem) Read(
        HttpRequest request, LogScope scope, FilterReader filters, CursorCodec cursors)
    {
        var query = new QueryReader(request.Query);
        query.Know("ticket");
        var read = new SubscriptionRequest
        {
            Filter = filters.Read(query),
            FilterText = FilterText(request.Query),
            Types = StreamTypeNames.Read(query.List("types"), query.Wrong),
            Tail = query.Integer("tail", SubscriptionRequest.DefaultTail, 0, SubscriptionRequest.MaxTail),
        };

        // A browser that reconnects repeats the address it began with, and says in the header how far it came.
        var after = query.Text("after");
        var header = request.Headers[LastEventId].ToString();
        var (name, text) = header.Length > 0 ? (LastEventId, header) : ("after", after);
        if (query.Problem() is { } problem)
        {
            return (read, problem);
        }

        if (text is null)
        {
            return (read, null);
        }

        return cursors.TryParse(text, scope, out var place, out var endOf)
            ? (read with { After = place, AfterText = text, EndOf = endOf }, null)
            : (read, Problems.BadCursor(name));
    }

    private static string FilterText(IQueryCollection query)
    {
        using var text = new FrameBuffer();
        using (var json = EventJson.Writer(text))
        {
            json.WriteStartObject();
            foreach (var (name, values) in query.Where(parameter => !NoFilters.Contains(parameter.Key, StringComparer.Ordinal)))
            {
                json.WriteString(name, values.ToString());
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.Span);
    }
}
