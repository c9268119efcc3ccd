using JobLogs.Protocol.Alerts;
using JobLogs.Protocol.Ids;
using JobLogs.Server.Alerts.Notifiers;
using JobLogs.Server.Alerts.Rules;
using JobLogs.Server.Secrets;
using JobLogs.Server.Settings;
using JobLogs.Storage.Alerts;

namespace JobLogs.Server.Alerts.Sending;

/// <summary>Sends a message by a notifier, once, within its time.</summary>
internal sealed partial class MessageSender(
    NotifierRegistry registry, NotifierReader reader, KnownSecrets secrets, AlertMetrics metrics, TimeProvider time, ILogger<MessageSender> logger)
{
    /// <summary>Sends it. Throws only when <paramref name="cancellationToken"/> is cancelled.</summary>
    public async Task<Delivery> SendAsync(Notifier notifier, AlertMessage message, CancellationToken cancellationToken)
    {
        var delivery = await TryAsync(notifier, message, cancellationToken);
        metrics.Tried(notifier.Type, delivery.Outcome.ToString().ToLowerInvariant());
        return delivery with { Error = secrets.Mask(delivery.Error) };
    }

    /// <summary>A message that says that it is a test.</summary>
    public AlertMessage TestMessage()
    {
        var now = time.GetUtcNow();
        return new AlertMessage
        {
            // Unlike any other's: a receiver that tells repeats must not take it for one.
            Id = "test_" + Guid.NewGuid().ToString("N"),
            Test = true,
            CreatedAt = now,
            Alerts =
            [
                new AlertChangeDocument
                {
                    AlertId = NumberIdText.Alert.ToText(1),
                    State = "firing",
                    At = now,
                    RuleId = NumberIdText.Rule.ToText(1),
                    RuleName = "test",
                    Type = RuleTypes.RunFailed,
                    JobId = JobIdText.ToText(1),
                    JobName = "test",
                    JobRunId = null,
                    Summary = "This is a test of JobLogs. Nothing is wrong.",
                },
            ],
        };
    }

    private async Task<Delivery> TryAsync(Notifier notifier, AlertMessage message, CancellationToken cancellationToken)
    {
        if (registry.Find(notifier.Type) is not { } means)
        {
            return Delivery.Retry($"This server has no notifiers of the type '{notifier.Type}'.");
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(notifier.TimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await means.SendAsync(reader.Open(notifier), message, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Delivery.Retry($"There was no answer within {notifier.TimeoutSeconds} s.");
        }
        catch (Exception exception) when (exception is SecretUnreadableException or SettingException)
        {
            return Delivery.Retry(exception.Message);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whatever a notifier does wrong, the others go on.
            Log.Failed(logger, exception, notifier.Type);
            return Delivery.Retry($"The notifier failed: {exception.Message}");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A notifier of the type {Type} failed in a way that it should not.")]
        public static partial void Failed(ILogger logger, Exception exception, string type);
    }
}
