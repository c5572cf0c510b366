import { join, message, number, text } from './protobuf';

// The numbers of fields and types are those of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
const float = 1;

/** An ONNX model that gives back the one number it is given: what a runtime can be started with. */
export function smallestModel(): Uint8Array<ArrayBuffer> {
  const shape = message(2, [message(1, [number(1, 1)])]);
  const value = (name: string) => [
    text(1, name),
    message(2, [message(1, [number(1, float), shape])]),
  ];
  const graph = [
    message(1, [text(1, 'in'), text(2, 'out'), text(4, 'Identity')]),
    text(2, 'smallest'),
    message(11, value('in')),
    message(12, value('out')),
  ];
  return join([number(1, 8), message(7, graph), message(8, [number(2, 17)])]);
}
