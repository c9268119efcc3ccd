using System.Text.Json;
using JobLogs.Server.Handlers;
using JobLogs.Server.Http;
using JobLogs.Server.Secrets;
using JobLogs.Server.Settings;

namespace JobLogs.Server.Jobs;

/// <summary>Lets the handler of a type look at parameters before they are kept.</summary>
internal sealed class HandlerCheck(HandlerRegistry handlers, SecretBox box, KnownSecrets secrets)
{
    private const string Parameters = "parameters";

    /// <summary>Notes what is wrong with a job's parameters, or a run's.</summary>
    /// <param name="fields">What was sent; gets the errors, as <c>parameters.url</c>.</param>
    /// <param name="type">The job's type.</param>
    /// <param name="parameters">The parameters as they are to be kept.</param>
    public void Check(JsonFields fields, string type, string parameters)
    {
        if (handlers.Find(type) is not { } handler || fields.IsWrong("type") || fields.IsWrong(Parameters) || fields.IsWrong("secret_parameters"))
        {
            return;
        }

        if (Open(parameters) is { } opened)
        {
            handler.Check(fields.Inner(Parameters, opened, $"the parameters of a job of the type {type}"));
            fields.Reword(text => secrets.Mask(text)!);
        }
    }

    // One that can't be opened is told by the run, which can't do without it.
    private JsonElement? Open(string parameters)
    {
        try
        {
            return JsonElement.Parse(SecretParameters.Open(parameters, box));
        }
        catch (Exception unreadable) when (unreadable is SecretUnreadableException or SettingException)
        {
            return null;
        }
    }
}
