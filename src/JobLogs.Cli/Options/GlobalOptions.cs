using System.CommandLine;
using JobLogs.Cli.Output;

namespace JobLogs.Cli.Options;

/// <summary>Options that every command has.</summary>
internal static class GlobalOptions
{
    /// <summary>The server's address.</summary>
    public static Option<Uri?> Server { get; } = new("--server", "-s")
    {
        Description = "The server's address; else JOBLOGS_SERVER, the profile's, or http://127.0.0.1:8000",
        Recursive = true,
        CustomParser = static result => Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : Refuse(result, "an address such as http://logs.example.org:8000"),
    };

    /// <summary>An API key.</summary>
    public static Option<string?> Key { get; } = new("--key")
    {
        Description = "An API key; better JOBLOGS_API_KEY or 'joblogs login', since other users see a command line",
        Recursive = true,
    };

    /// <summary>The profile.</summary>
    public static Option<string?> Profile { get; } = new("--profile", "-p") { Description = "The profile to use, see 'joblogs login'", Recursive = true };

    /// <summary>How results are written.</summary>
    public static Option<OutputFormat> Output { get; } = new("--output", "-o") { Description = "text for people, json for programs, csv for tables", Recursive = true };

    /// <summary>Adds them to all commands.</summary>
    public static void AddTo(RootCommand root)
    {
        root.Options.Add(Server);
        root.Options.Add(Key);
        root.Options.Add(Profile);
        root.Options.Add(Output);
    }

    private static Uri? Refuse(System.CommandLine.Parsing.ArgumentResult result, string right)
    {
        result.AddError($"'{result.Tokens[0].Value}' is not {right}.");
        return null;
    }
}
