const ws = new WebSocket('ws://localhost:8000/api/cronjobs/{job_id}/logs/ws');

// 订阅日志流
ws.send(JSON.stringify({
  type: "subscribe",
  types: ["log", "status", "metric"],
  filters: {
    level: "INFO"
  }
}));

// 接收日志消息
ws.onmessage = (event) => {
  const data = JSON.parse(event.data);
  console.log('收到日志:', data);
};
