// What every route checks first.
import Joi from 'joi';

/** Whether a part of the request ("params", "query", "body") is as described; what it is turned into goes to request.valid. */
export const valid = (part, description) => {
  const schema = Joi.object(description);
  return (request, response, next) => {
    const { error, value } = schema.validate(request[part] ?? {});
    if (error) return response.status(400).json({ error: error.message });
    request.valid = value;
    next();
  };
};
export const id = () => Joi.number().integer().min(1);
