'use strict';
// Takes the place of @vscode/deviceid, which keeps an id for telemetry in the person's cache folder. Nothing is sent, so
// nothing needs to be told apart.
exports.getDeviceId = async () => '00000000-0000-4000-8000-000000000000';
