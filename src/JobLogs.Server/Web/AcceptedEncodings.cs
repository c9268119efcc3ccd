using Microsoft.Net.Http.Headers;

namespace JobLogs.Server.Web;

/// <summary>Which of the packed forms a client takes.</summary>
internal readonly record struct AcceptedEncodings(bool Brotli, bool Gzip)
{
    /// <summary>What <c>Accept-Encoding</c> says; one with <c>q=0</c> is refused by it, <c>*</c> names all that aren't named.</summary>
    public static AcceptedEncodings Of(HttpRequest request)
    {
        var named = request.GetTypedHeaders().AcceptEncoding;
        return new AcceptedEncodings(Takes(named, "br"), Takes(named, "gzip"));
    }

    private static bool Takes(IList<StringWithQualityHeaderValue> named, string encoding)
    {
        var entry = named.FirstOrDefault(value => value.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase))
            ?? named.FirstOrDefault(value => value.Value == "*");
        return entry is not null && entry.Quality != 0;
    }
}
