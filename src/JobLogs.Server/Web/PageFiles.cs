using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;

namespace JobLogs.Server.Web;

/// <summary>The files of the page by their path, such as <c>assets/index-B5z.js</c>.</summary>
internal sealed class PageFiles
{
    private const string Prefix = "page/";

    private static readonly FrozenDictionary<string, string> ContentTypes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".json"] = "application/json",
        [".woff2"] = "font/woff2",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, PageFile> _files;

    /// <summary>The page made of these files; packed forms stand beside their file as <c>….br</c> and <c>….gz</c>.</summary>
    public PageFiles(IReadOnlyDictionary<string, byte[]> contents) =>
        _files = contents
            .Where(content => ContentTypes.ContainsKey(Path.GetExtension(content.Key)))
            .ToFrozenDictionary(content => content.Key, content => new PageFile(
                ContentTypes[Path.GetExtension(content.Key)],
                Convert.ToHexStringLower(SHA256.HashData(content.Value).AsSpan(0, 8)),
                content.Value,
                contents.GetValueOrDefault(content.Key + ".br"),
                contents.GetValueOrDefault(content.Key + ".gz")), StringComparer.Ordinal);

    /// <summary>The page itself; null where the server was built without it.</summary>
    public PageFile? Index => Find("index.html");

    /// <summary>The page that is embedded in the server.</summary>
    public static PageFiles Embedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return new PageFiles(assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(name => name[Prefix.Length..], name => Read(assembly, name), StringComparer.Ordinal));
    }

    /// <summary>A file, or null.</summary>
    public PageFile? Find(string path) => _files.GetValueOrDefault(path);

    private static byte[] Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
